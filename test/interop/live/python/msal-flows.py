"""Drives MSAL Python through one flow.

Reads one JSON line from standard input that says where the platform is and what to use, and writes JSON lines: first what the
flow shows to a person, if anything, and at the end `{"result": ...}`. Where the flow waits for a person, their answer is the
next line of standard input.
"""

import json
import os
import sys

import msal

settings = json.loads(sys.stdin.readline())
files = settings["files"]


def tell(**line):
    print(json.dumps(line), flush=True)


def hear():
    return json.loads(sys.stdin.readline())


def text_of(name):
    with open(files[name], encoding="utf-8") as file:
        return file.read()


def common(**more):
    options = {
        "authority": f"{settings['host']}/{settings['tenant']}",
        "instance_discovery": False,
        "verify": files["ca"],
    }
    return {**options, **more}


def confidential(credential=None, **more):
    options = common(client_credential=credential or settings["clientSecret"], **more)
    return msal.ConfidentialClientApplication(settings["clientId"], **options)


def public(**more):
    return msal.PublicClientApplication(settings["publicClientId"], **common(**more))


def daemon(credential=None, **more):
    return confidential(credential, **more).acquire_token_for_client(settings["appScopes"])


def by_code(app, redirect_uri=settings["redirectUri"]):
    flow = app.initiate_auth_code_flow(settings["scopes"], redirect_uri=redirect_uri)
    tell(authorizeUrl=flow["auth_uri"])
    return app.acquire_token_by_auth_code_flow(flow, hear())


def by_code_then_silent(app):
    first = by_code(app)
    if "error" in first:
        return first
    (account,) = app.get_accounts()
    return app.acquire_token_silent(settings["scopes"], account, force_refresh=True)


def by_device_code(app):
    flow = app.initiate_device_flow(settings["scopes"])
    if "error" in flow:
        return flow
    flow["interval"] = min(flow.get("interval", 5), settings.get("interval", 5))
    tell(deviceCode={name: flow[name] for name in ("user_code", "verification_uri", "message")})
    return app.acquire_token_by_device_flow(flow)


def two_tokens(credential):
    app = confidential(credential)
    app.acquire_token_for_client(settings["appScopes"])
    return app.acquire_token_for_client(settings["otherAppScopes"])


def sha1_credential(**more):
    return {"private_key": text_of("key"), "thumbprint": settings["thumbprintSha1"], **more}


flows = {
    "client-secret": daemon,
    "client-secret-domain": lambda: msal.ConfidentialClientApplication(
        settings["clientId"],
        client_credential=settings["clientSecret"],
        authority=f"{settings['host']}/{settings['domain']}",
        instance_discovery=False,
        verify=files["ca"],
    ).acquire_token_for_client(settings["appScopes"]),
    "client-secret-oidc-authority": lambda: msal.ConfidentialClientApplication(
        settings["clientId"],
        client_credential=settings["clientSecret"],
        oidc_authority=f"{settings['host']}/{settings['tenant']}/v2.0",
        verify=files["ca"],
    ).acquire_token_for_client(settings["appScopes"]),
    "client-secret-capabilities": lambda: daemon(client_capabilities=["CP1"]),
    "client-secret-wrong": lambda: daemon("not-the-secret"),
    "certificate-sha1": lambda: daemon(sha1_credential()),
    "certificate-sha1-x5c": lambda: daemon(sha1_credential(public_certificate=text_of("certificate"))),
    "certificate-sha256": lambda: daemon({"private_key": text_of("key"), "public_certificate": text_of("certificate")}),
    "certificate-pfx": lambda: daemon({"private_key_pfx_path": files["pfx"], "passphrase": settings["pfxPassword"]}),
    "certificate-pfx-x5c": lambda: daemon(
        {"private_key_pfx_path": files["pfx"], "passphrase": settings["pfxPassword"], "public_certificate": True}
    ),
    "certificate-two-tokens": lambda: two_tokens(sha1_credential()),
    "federated": lambda: daemon({"client_assertion": settings["federatedToken"]}),
    "on-behalf-of": lambda: confidential().acquire_token_on_behalf_of(settings["userAssertion"], settings["scopes"]),
    "code": lambda: by_code(confidential()),
    "code-public": lambda: by_code(public(), settings["loopbackUri"]),
    "refresh": lambda: by_code_then_silent(confidential()),
    "device-code": lambda: by_device_code(public()),
    "password": lambda: public().acquire_token_by_username_password(
        settings["username"], settings["password"], settings["scopes"]
    ),
}

# `verify` is not looked at where the environment names a bundle.
os.environ["REQUESTS_CA_BUNDLE"] = files["ca"]
tell(result=flows[settings["flow"]](), version=msal.__version__)
