import type { AccessToken } from './access-token.ts';
import { GuardConfigurationError } from './guard-options.ts';
import { GuardRefusal } from './refusal.ts';

/**
 * What an operation needs of a verified token. Pure: it looks at the token and nothing else.
 * @returns nothing if the token suffices, otherwise why it does not.
 */
export type Requirement = (token: AccessToken) => GuardRefusal | undefined;

/** @spec RFC 6749 §3.3 (scope-token); app role values use the same alphabet. */
const permissionName = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

function requireNames(what: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) throw new GuardConfigurationError(`${what} needs at least one name`);
  const wrong = names.find((name) => !permissionName.test(name));
  if (wrong !== undefined) {
    throw new GuardConfigurationError(`${what}: ${JSON.stringify(wrong)} is no permission name (no blanks, no quotes)`);
  }
  return [...names];
}

function requireScopeNames(what: string, names: readonly string[]): readonly string[] {
  // An App ID URI in front belongs in the request for a token; the scp claim never carries it, so nothing would ever match.
  const qualified = names.find((name) => name.includes('://'));
  if (qualified !== undefined) {
    const value = qualified.slice(qualified.lastIndexOf('/') + 1);
    throw new GuardConfigurationError(`${what}: write '${value}' as it stands in scp, not '${qualified}'`);
  }
  return requireNames(what, names);
}

const missingScope = (scopes: readonly string[], token: AccessToken): GuardRefusal =>
  new GuardRefusal('missing_scope', {
    scopes,
    detail: `needs scope ${scopes.join(', ')}; the ${token.kind} token of client ${token.clientId} has ${token.scopes.join(', ') || 'none'}`,
  });

const missingRole = (roles: readonly string[], token: AccessToken): GuardRefusal =>
  new GuardRefusal('missing_role', {
    detail: `needs role ${roles.join(', ')}; the ${token.kind} token of client ${token.clientId} has ${token.roles.join(', ') || 'none'}`,
  });

/**
 * The user must have granted the client one of these scopes. App-only tokens have no scopes and never pass.
 * @param anyOf scope values as they stand in `scp`, such as `Orders.Read`.
 */
export function requireScope(...anyOf: string[]): Requirement {
  const scopes = requireScopeNames('requireScope', anyOf);
  return (token) => (scopes.some(token.hasScope) ? undefined : missingScope(scopes, token));
}

/** The user must have granted the client every one of these scopes. */
export function requireAllScopes(...allOf: string[]): Requirement {
  const scopes = requireScopeNames('requireAllScopes', allOf);
  return (token) => (scopes.every(token.hasScope) ? undefined : missingScope(scopes, token));
}

/**
 * The caller (a user or an application) must hold one of these app roles. For a user this says nothing about what the client
 * may do in the user's name: ask for a scope as well.
 */
export function requireRole(...anyOf: string[]): Requirement {
  const roles = requireNames('requireRole', anyOf);
  return (token) => (roles.some(token.hasRole) ? undefined : missingRole(roles, token));
}

/**
 * For an operation open to both: a user's token needs one of the scopes, an application's one of the app roles. A user's
 * role does not stand in for a scope, since the client was not granted it.
 */
export function requireScopeOrRole(anyOf: { readonly scopes: string[]; readonly roles: string[] }): Requirement {
  const scopes = requireScopeNames('requireScopeOrRole', anyOf.scopes);
  const roles = requireNames('requireScopeOrRole', anyOf.roles);
  return (token) => {
    if (token.kind === 'user') return scopes.some(token.hasScope) ? undefined : missingScope(scopes, token);
    return roles.some(token.hasRole) ? undefined : missingRole(roles, token);
  };
}

const wrongCaller = (wanted: string, token: AccessToken): GuardRefusal =>
  new GuardRefusal('wrong_caller', { detail: `open to ${wanted} only; this is a token of kind ${token.kind}` });

/** Only a signed-in user, through a client (delegated). */
export function requireUser(): Requirement {
  return (token) => (token.kind === 'user' ? undefined : wrongCaller('users', token));
}

/** Only an application in its own name (app-only). */
export function requireApplication(): Requirement {
  return (token) => (token.kind === 'application' ? undefined : wrongCaller('applications', token));
}
