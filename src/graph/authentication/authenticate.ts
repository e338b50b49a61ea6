import { loadHomeUser, type User } from '../../directory/index.ts';
import { type HttpRequest, singleHeader } from '../../kernel/index.ts';
import { isRevoked } from '../../sessions/index.ts';
import { type TokenRefusal, verifyToken } from '../../tokens/index.ts';
import type { GraphDependencies } from '../dependencies.ts';
import { GraphFault } from '../fault.ts';
import type { Caller } from './caller.ts';
import { type GraphToken, readGraphToken } from './graph-token.ts';

/** A token names its second only: one of the second of a revocation is taken to be the younger. */
const TOKEN_PRECISION = 1000;

/**
 * Finds out who calls, from the bearer token and from what the directory says at this moment: a user who was disabled, whose
 * sessions were revoked, or a client that was switched off is not let in, however fresh the token.
 * @throws GraphFault `TokenMissing`, `TokenInvalid`
 * @spec Graph InvalidAuthenticationToken; RFC 6750 §2.1
 */
export async function authenticate(dependencies: GraphDependencies, request: HttpRequest): Promise<Caller> {
  const token = readToken(dependencies, request);
  const { tenantId } = token;
  const [tenant, client, roleTemplateIds] = await Promise.all([
    dependencies.reads.tenants.get(tenantId),
    loadClient(dependencies, token),
    dependencies.facts.listHeldRoles(tenantId, token.objectId),
  ]);
  if (tenant === undefined) throw refused('The tenant does not exist.');
  const user = token.isAppOnly ? undefined : await loadUser(dependencies, token);
  return { tenant, user, client, permissions: token.permissions, roleTemplateIds };
}

const REASONS: Readonly<Record<TokenRefusal, string>> = {
  malformed: 'CompactToken parsing failed: the text is no token.',
  algorithm: 'CompactToken validation failed: the algorithm is not accepted.',
  unknownKey: 'CompactToken validation failed: it was not signed by this service.',
  signature: 'CompactToken validation failed: the signature is not valid.',
  expired: 'Lifetime validation failed, the token is expired.',
  notYetValid: 'Lifetime validation failed, the token is not valid yet.',
};

function readToken({ baseUrl, clock, keyring }: GraphDependencies, request: HttpRequest): GraphToken {
  const header = singleHeader(request, 'authorization') ?? '';
  const text = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (text === undefined) throw new GraphFault('TokenMissing', 'Access token is empty.');
  const verified = verifyToken(text, (kid) => keyring.findPublicKey(kid)?.publicKey, clock.now());
  if (!verified.ok) throw refused(REASONS[verified.reason]);
  const token = readGraphToken(verified.claims, baseUrl);
  if (token === undefined) throw refused('Access token validation failure. Invalid audience or issuer.');
  return token;
}

async function loadClient({ facts }: GraphDependencies, token: GraphToken): Promise<Caller['client']> {
  const found = await facts.loadClient(token.tenantId, token.appId);
  if (found === undefined || found.definition.isDisabled === true) throw refused('The client application is disabled.');
  const { definition, instance } = found;
  if (instance === undefined && (token.isAppOnly || definition.tenantId !== token.tenantId)) {
    throw refused('The client application has no service principal in the tenant.');
  }
  if (instance?.accountEnabled === false) throw refused('The service principal of the client is disabled.');
  if (token.isAppOnly && instance?.id !== token.objectId) throw refused('The token names another service principal.');
  return {
    appId: definition.appId,
    displayName: instance?.displayName ?? definition.displayName,
    servicePrincipalId: instance?.id ?? null,
  };
}

async function loadUser({ reads }: GraphDependencies, token: GraphToken): Promise<User> {
  const user = await reads.users.get(token.tenantId, token.objectId);
  const home = user && (await loadHomeUser(reads.users, user));
  if (user === undefined || home === undefined || !user.accountEnabled || !home.accountEnabled)
    throw refused('The user account does not exist or is disabled.');
  if (isRevoked(home, token.issuedAt + TOKEN_PRECISION)) {
    throw refused('The token was issued before the sessions of the user were revoked.');
  }
  return user;
}

function refused(message: string): GraphFault {
  return new GraphFault('TokenInvalid', message);
}
