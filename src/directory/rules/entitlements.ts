import { isGuid } from '../../kernel/index.ts';
import type { SignInAudience } from '../types/application.ts';
import { type AppRole, DEFAULT_ACCESS_ROLE_ID, type PermissionScope } from '../types/permissions.ts';
import { limitsOf } from './audience-limits.ts';
import { requireEntitlementValue } from './entitlement-value.ts';
import { refuseAbsence, refuseValue } from './refuse-value.ts';

const SCOPES = 'api.oauth2PermissionScopes';
const ROLES = 'appRoles';

/**
 * The permissions that an application defines, taken together: their forms, ids and values.
 * @throws DirectoryFault `InvalidValue`, `MissingValue`
 * @spec Graph resources permissionScope, appRole
 */
export function requireEntitlements(
  scopes: readonly PermissionScope[],
  roles: readonly AppRole[],
  audience: SignInAudience,
): void {
  const limits = limitsOf(audience);
  if (scopes.length > limits.scopes) refuseValue(SCOPES, `There may be at most ${limits.scopes} scopes.`);
  if (roles.length > 0 && !limits.allowsAppRoles) {
    refuseValue(ROLES, 'An application for personal accounts cannot define app roles.');
  }
  for (const scope of scopes) requireScope(scope, limits.scopeValueLength);
  for (const role of roles) requireRole(role, limits.roleValueLength);
  requireDistinct(scopes, SCOPES);
  requireDistinct(roles, ROLES);
  requireAgreement(scopes, roles);
}

function requireId(id: string, target: string): void {
  if (!isGuid(id) || id === DEFAULT_ACCESS_ROLE_ID) refuseValue(`${target}.id`, `'${id}' is not a usable GUID.`);
}

function requireScope(scope: PermissionScope, longest: number): void {
  requireId(scope.id, SCOPES);
  requireEntitlementValue(scope.value, longest, `${SCOPES}.value`);
  if (!scope.isEnabled) return;
  // What is enabled is shown on consent pages.
  if (!scope.adminConsentDisplayName) refuseAbsence(`${SCOPES}.adminConsentDisplayName`);
  if (!scope.adminConsentDescription) refuseAbsence(`${SCOPES}.adminConsentDescription`);
}

function requireRole(role: AppRole, longest: number): void {
  requireId(role.id, ROLES);
  requireEntitlementValue(role.value, longest, `${ROLES}.value`);
  if (role.displayName.trim() === '') refuseAbsence(`${ROLES}.displayName`);
  if (role.description.trim() === '') refuseAbsence(`${ROLES}.description`);
  const kinds = role.allowedMemberTypes;
  if (kinds.length === 0) refuseValue(`${ROLES}.allowedMemberTypes`, 'It names User, Application or both.');
  if (new Set(kinds).size < kinds.length) refuseValue(`${ROLES}.allowedMemberTypes`, 'A kind of member appears twice.');
}

interface Entitlement {
  readonly id: string;
  readonly value: string | null;
}

function requireDistinct(entitlements: readonly Entitlement[], target: string): void {
  const ids = new Set<string>();
  const values = new Set<string>();
  for (const { id, value } of entitlements) {
    if (ids.has(id.toLowerCase())) refuseValue(`${target}.id`, `The id '${id}' appears more than once.`);
    ids.add(id.toLowerCase());
    if (value === null) continue;
    if (values.has(value)) refuseValue(`${target}.value`, `The value '${value}' appears more than once.`);
    values.add(value);
  }
}

/** A scope and a role share an id exactly when they share a value: then they are one permission in two kinds. */
function requireAgreement(scopes: readonly Entitlement[], roles: readonly Entitlement[]): void {
  const byId = new Map(scopes.map((scope) => [scope.id.toLowerCase(), scope.value]));
  const byValue = new Map(scopes.map((scope) => [scope.value, scope.id.toLowerCase()]));
  for (const { id, value } of roles) {
    const same = byId.get(id.toLowerCase());
    if (same !== undefined && same !== value)
      refuseValue(`${ROLES}.id`, `The id '${id}' belongs to a scope of another value.`);
    const other = value === null ? undefined : byValue.get(value);
    if (other !== undefined && other !== id.toLowerCase()) {
      refuseValue(`${ROLES}.value`, `The value '${value}' belongs to a scope with another id.`);
    }
  }
}
