import { type AppId, InvariantError, invariant, parseAppId, parseTenantId, type TenantId } from '../kernel/index.ts';

/**
 * Narrows text from a data file to a member of a closed set.
 * @throws InvariantError when the file holds anything else: the file is part of the program, so that is a bug
 */
export function oneOf<const Member extends string>(members: readonly Member[], text: string | undefined): Member {
  for (const member of members) if (member === text) return member;
  throw new InvariantError(`'${text}' is one of ${members.join(', ')}`);
}

/** @returns the application id that the program itself names. @throws InvariantError when it is no GUID. */
export function knownAppId(text: string): AppId {
  const id = parseAppId(text);
  invariant(id !== undefined, `'${text}' is an application id`);
  return id;
}

/** @returns the tenant id that the program itself names. @throws InvariantError when it is no GUID. */
export function knownTenantId(text: string): TenantId {
  const id = parseTenantId(text);
  invariant(id !== undefined, `'${text}' is a tenant id`);
  return id;
}
