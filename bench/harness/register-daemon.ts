import { randomUUID } from 'node:crypto';
import { type RunningEntrada, tokenService } from './entrada-server.ts';
import { type HttpsClient, withHttpsClient } from './https-client.ts';
import { requestToken, type TokenService } from './token-service.ts';

interface Created {
  readonly id: string;
  readonly appId: string;
}

/** A daemon that was registered. */
export interface Daemon {
  /** How it gets tokens for the API. */
  readonly service: TokenService;
  readonly clientId: string;
}

/**
 * Registers an API and a daemon that may call it, over Graph as any client does: two definitions, two instances, one app role
 * granted, one secret.
 */
export function registerDaemon(entrada: RunningEntrada): Promise<Daemon> {
  return withHttpsClient(entrada.ca, (client) => register(entrada, client));
}

async function register(entrada: RunningEntrada, client: HttpsClient): Promise<Daemon> {
  const authorization = `Bearer ${await requestToken(client, entrada.automation)}`;
  const send = (method: string, path: string, body: unknown): Promise<unknown> =>
    client.json({ method, url: `${entrada.url}/v1.0${path}`, headers: { authorization }, body });
  const create = async (path: string, body: unknown): Promise<Created> => (await send('POST', path, body)) as Created;

  const role = {
    id: randomUUID(),
    value: 'Orders.Read.All',
    displayName: 'Read all orders',
    description: 'Reads the orders of everybody.',
    allowedMemberTypes: ['Application'],
    isEnabled: true,
  };
  const api = await create('/applications', {
    displayName: 'Orders API',
    api: { requestedAccessTokenVersion: 2 },
    appRoles: [role],
  });
  await send('PATCH', `/applications/${api.id}`, { identifierUris: [`api://${api.appId}`] });
  const daemon = await create('/applications', {
    displayName: 'Orders daemon',
    requiredResourceAccess: [{ resourceAppId: api.appId, resourceAccess: [{ id: role.id, type: 'Role' }] }],
  });
  const apiInstance = await create('/servicePrincipals', { appId: api.appId });
  const daemonInstance = await create('/servicePrincipals', { appId: daemon.appId });
  await send('POST', `/servicePrincipals/${daemonInstance.id}/appRoleAssignments`, {
    principalId: daemonInstance.id,
    resourceId: apiInstance.id,
    appRoleId: role.id,
  });
  const { secretText } = (await send('POST', `/applications/${daemon.id}/addPassword`, {
    passwordCredential: { displayName: 'benchmark' },
  })) as { readonly secretText: string };
  const credentials = { clientId: daemon.appId, clientSecret: secretText };
  return { service: tokenService(entrada, `api://${api.appId}`, credentials), clientId: daemon.appId };
}
