"""Drives azure-identity for Python through one flow; see msal-flows.py for what comes in and what goes out."""

import json
import os
import sys

import azure.identity as identity
from azure.core.exceptions import ClientAuthenticationError

settings = json.loads(sys.stdin.readline())
files = settings["files"]
tenant, client, secret = settings["tenant"], settings["clientId"], settings["clientSecret"]
options = {
    "authority": settings["host"],
    "disable_instance_discovery": True,
    "connection_verify": files["ca"],
}


def tell(**line):
    print(json.dumps(line), flush=True)


def app_token(credential):
    return credential.get_token(*settings["appScopes"])


def user_token(credential):
    return credential.get_token(*settings["scopes"])


def prompt(verification_uri, user_code, _expires_on):
    tell(deviceCode={"verification_uri": verification_uri, "user_code": user_code})


def certificate(path, **more):
    return app_token(identity.CertificateCredential(tenant, client, files[path], **options, **more))


flows = {
    "client-secret": lambda: app_token(identity.ClientSecretCredential(tenant, client, secret, **options)),
    "client-secret-wrong": lambda: app_token(identity.ClientSecretCredential(tenant, client, "not-the-secret", **options)),
    "client-secret-cae": lambda: identity.ClientSecretCredential(tenant, client, secret, **options).get_token(
        *settings["appScopes"], enable_cae=True
    ),
    "certificate": lambda: certificate("pem"),
    "certificate-x5c": lambda: certificate("pem", send_certificate_chain=True),
    "certificate-pfx": lambda: certificate("pfx", password=settings["pfxPassword"]),
    "federated": lambda: app_token(
        identity.ClientAssertionCredential(tenant, client, lambda: settings["federatedToken"], **options)
    ),
    "workload-identity": lambda: app_token(
        identity.WorkloadIdentityCredential(
            tenant_id=tenant, client_id=client, token_file_path=files["federatedToken"], **options
        )
    ),
    "on-behalf-of": lambda: user_token(
        identity.OnBehalfOfCredential(
            tenant, client, client_secret=secret, user_assertion=settings["userAssertion"], **options
        )
    ),
    "on-behalf-of-certificate": lambda: user_token(
        identity.OnBehalfOfCredential(
            tenant,
            client,
            client_certificate=open(files["pem"], "rb").read(),
            user_assertion=settings["userAssertion"],
            **options,
        )
    ),
    "device-code": lambda: user_token(
        identity.DeviceCodeCredential(settings["publicClientId"], tenant_id=tenant, prompt_callback=prompt, **options)
    ),
    "password": lambda: user_token(
        identity.UsernamePasswordCredential(
            settings["publicClientId"], settings["username"], settings["password"], tenant_id=tenant, **options
        )
    ),
}

# `connection_verify` reaches the pipeline of most requests, the variable all of them.
os.environ["REQUESTS_CA_BUNDLE"] = files["ca"]
try:
    token = flows[settings["flow"]]()
    tell(result={"access_token": token.token, "expires_on": token.expires_on}, version=identity.__version__)
except ClientAuthenticationError as error:
    tell(result={"error": type(error).__name__, "error_description": error.message}, version=identity.__version__)
