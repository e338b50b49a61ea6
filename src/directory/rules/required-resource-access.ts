import { isGuid } from '../../kernel/index.ts';
import type { SignInAudience } from '../types/application.ts';
import type { RequiredResourceAccess } from '../types/permissions.ts';
import { limitsOf } from './audience-limits.ts';
import { refuseValue } from './refuse-value.ts';

const TARGET = 'requiredResourceAccess';

/**
 * Declared permissions: one entry for each API, each permission once, within the limits of the audience. Whether they exist is
 * not asked: a declaration grants nothing.
 * @param foreignApis how many of the APIs are defined in other tenants, Microsoft's own not counted
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resource application `requiredResourceAccess`; Entra "Validation differences by supported account types"
 */
export function requireRequiredResourceAccess(
  declared: readonly RequiredResourceAccess[],
  audience: SignInAudience,
  foreignApis = 0,
): void {
  const limits = limitsOf(audience);
  const total = declared.reduce((sum, entry) => sum + entry.resourceAccess.length, 0);
  if (declared.length > limits.apis) refuseValue(TARGET, `It may name at most ${limits.apis} APIs.`);
  if (foreignApis > limits.foreignApis)
    refuseValue(TARGET, `It may name at most ${limits.foreignApis} APIs of other tenants.`);
  if (total > limits.permissions) refuseValue(TARGET, `It may hold at most ${limits.permissions} permissions.`);
  if (new Set(declared.map((entry) => entry.resourceAppId)).size < declared.length) {
    refuseValue(`${TARGET}.resourceAppId`, 'An API appears in more than one entry.');
  }
  for (const { resourceAccess } of declared) {
    if (resourceAccess.length > limits.permissionsPerApi) {
      refuseValue(
        `${TARGET}.resourceAccess`,
        `It may hold at most ${limits.permissionsPerApi} permissions of one API.`,
      );
    }
    const keys = resourceAccess.map(({ id, type }) => `${type} ${id.toLowerCase()}`);
    if (new Set(keys).size < keys.length)
      refuseValue(`${TARGET}.resourceAccess`, 'A permission appears more than once.');
    const stray = resourceAccess.find(({ id }) => !isGuid(id));
    if (stray) refuseValue(`${TARGET}.resourceAccess.id`, `'${stray.id}' is not a GUID.`);
  }
}
