import { createHash, createPrivateKey, type KeyObject, randomUUID, webcrypto } from 'node:crypto';
import type { RunningEntrada } from './entrada-server.ts';
import { type HttpsClient, withHttpsClient } from './https-client.ts';
import { requestToken } from './token-service.ts';

/** A shop with a web application, an API in the middle and an API behind it, and somebody who may use them all. */
export interface Shop {
  readonly web: { readonly appId: string; readonly secret: string; readonly redirectUri: string };
  /** The API that the web application calls, and that calls the next one in the name of the person. */
  readonly middle: {
    readonly appId: string;
    readonly secret: string;
    readonly scope: string;
    /** Its other credential: a certificate. */
    readonly privateKey: KeyObject;
    /** SHA-256 of the certificate, base64url. */
    readonly thumbprint: string;
  };
  /** `.default` of the API behind. */
  readonly downstreamScope: string;
  readonly person: { readonly userPrincipalName: string; readonly password: string };
}

/** Registers the shop over Graph, as any client does; everybody's consent is recorded. */
export function registerShop(entrada: RunningEntrada, domain: string): Promise<Shop> {
  return withHttpsClient(entrada.ca, (client) => register(entrada, client, domain));
}

interface Made {
  readonly id: string;
  readonly appId: string;
  readonly instanceId: string;
}

async function register(entrada: RunningEntrada, client: HttpsClient, domain: string): Promise<Shop> {
  const authorization = `Bearer ${await requestToken(client, entrada.automation)}`;
  const send = async <Answer>(method: string, path: string, body: unknown): Promise<Answer> =>
    (await client.json({ method, url: `${entrada.url}/v1.0${path}`, headers: { authorization }, body })) as Answer;
  const application = async (body: object): Promise<Made> => {
    const { id, appId } = await send<Made>('POST', '/applications', body);
    const instance = await send<{ readonly id: string }>('POST', '/servicePrincipals', { appId });
    return { id, appId, instanceId: instance.id };
  };
  const api = async (displayName: string, value: string): Promise<Made> => {
    const made = await application({
      displayName,
      api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [scopeOf(value)] },
    });
    await send('PATCH', `/applications/${made.id}`, { identifierUris: [`api://${made.appId}`] });
    return made;
  };
  const secretOf = async ({ id }: Made): Promise<string> => {
    const body = { passwordCredential: { displayName: 'benchmark' } };
    return (await send<{ readonly secretText: string }>('POST', `/applications/${id}/addPassword`, body)).secretText;
  };
  const consent = (from: Made, to: Made, scope: string) =>
    send('POST', '/oauth2PermissionGrants', {
      clientId: from.instanceId,
      consentType: 'AllPrincipals',
      resourceId: to.instanceId,
      scope,
    });

  const downstream = await api('Stock API', 'Stock.Read');
  const middle = await api('Shop API', 'Shop.Use');
  const redirectUri = 'https://shop.example/signin-oidc';
  const web = await application({ displayName: 'Shop', web: { redirectUris: [redirectUri] } });
  const graph = await send<{ readonly value: readonly Made[] }>(
    'GET',
    "/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'&$select=id",
    undefined,
  );
  const graphInstance = { id: '', appId: '', instanceId: graph.value[0]?.id ?? '' };
  await consent(web, middle, 'Shop.Use');
  await consent(web, graphInstance, 'openid profile offline_access');
  await consent(middle, downstream, 'Stock.Read');
  const { privateKey, certificate } = await makeCertificate();
  await send('PATCH', `/applications/${middle.id}`, {
    keyCredentials: [
      { type: 'AsymmetricX509Cert', usage: 'Verify', key: certificate.toString('base64'), displayName: 'CN=Shop API' },
    ],
  });
  const person = { userPrincipalName: `ada@${domain}`, password: `Pw-${randomUUID()}` };
  await send('POST', '/users', {
    accountEnabled: true,
    displayName: 'Ada Lovelace',
    mailNickname: 'ada',
    userPrincipalName: person.userPrincipalName,
    passwordProfile: { password: person.password, forceChangePasswordNextSignIn: false },
  });
  return {
    web: { appId: web.appId, secret: await secretOf(web), redirectUri },
    middle: {
      appId: middle.appId,
      secret: await secretOf(middle),
      scope: `api://${middle.appId}/Shop.Use`,
      privateKey,
      thumbprint: createHash('sha256').update(certificate).digest('base64url'),
    },
    downstreamScope: `api://${downstream.appId}/.default`,
    person,
  };
}

const scopeOf = (value: string): object => ({
  id: randomUUID(),
  value,
  type: 'User',
  isEnabled: true,
  adminConsentDisplayName: value,
  adminConsentDescription: value,
  userConsentDisplayName: value,
  userConsentDescription: value,
});

/** A self-signed certificate of an RSA-2048 key, good for a day. */
async function makeCertificate(): Promise<{ readonly privateKey: KeyObject; readonly certificate: Buffer }> {
  await import('reflect-metadata');
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notBefore = new Date(Date.now() - 60_000);
  const notAfter = new Date(Date.now() + 86_400_000);
  const made = await X509CertificateGenerator.createSelfSigned(
    { serialNumber: '01', name: 'CN=Shop API', notBefore, notAfter, signingAlgorithm: algorithm, keys },
    webcrypto,
  );
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    certificate: Buffer.from(made.rawData),
  };
}
