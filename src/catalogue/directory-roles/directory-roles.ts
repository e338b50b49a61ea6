import data from '../data/directory-roles.json' with { type: 'json' };
import { lazily } from '../lazily.ts';
import { oneOf } from '../one-of.ts';
import { type ControlPath, type RiskTier, riskTier } from '../permissions/permission-risk.ts';
import { roleDescriptions } from './role-descriptions.ts';

/** A built-in role of the directory. */
export interface DirectoryRole {
  /** Template id and built-in role definition id in one. */
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly isPrivileged: boolean;
  /** False for what members and guests hold by being that, and for a few internal roles. */
  readonly isAssignable: boolean;
  /** Roles all of whose actions it has as well. */
  readonly inheritsFrom: readonly string[];
  /**
   * Its own actions on applications, service principals, delegated grants, and the policies and logs around them, in full
   * (`microsoft.directory/applications/create`). Actions on anything else are not recorded.
   */
  readonly actions: readonly string[];
  /** How far the role reaches, where it has been judged; our own classification. */
  readonly tier?: RiskTier;
  readonly path?: ControlPath;
}

const NAMESPACE = 'microsoft.directory/';

/** The built-in roles, as of August 2026. */
export const directoryRoles = lazily((): readonly DirectoryRole[] =>
  data.map((row) => ({
    id: row.id,
    displayName: row.displayName,
    description: roleDescriptions[row.id] ?? `Holds the rights of the built-in role ${row.displayName}.`,
    isPrivileged: row.isPrivileged,
    isAssignable: row.isAssignable,
    inheritsFrom: row.inheritsFrom ?? [],
    actions: (row.actions ?? []).map((action) => `${NAMESPACE}${action}`),
    ...(row.tier === undefined ? {} : { tier: riskTier(row.tier) }),
    ...(row.path === undefined ? {} : { path: oneOf(['direct', 'indirect', 'conditional'], row.path) }),
  })),
);

const byId = lazily((): ReadonlyMap<string, DirectoryRole> => new Map(directoryRoles().map((role) => [role.id, role])));

/** @param roleTemplateId in any letter case @returns the role, or undefined when no built-in role has that id. */
export function findDirectoryRole(roleTemplateId: string): DirectoryRole | undefined {
  return byId().get(roleTemplateId.toLowerCase());
}

/**
 * The recorded actions of a role, its inherited ones included.
 * @returns full action names; none for an unknown role
 */
export function actionsOfDirectoryRole(roleTemplateId: string): ReadonlySet<string> {
  const role = findDirectoryRole(roleTemplateId);
  if (role === undefined) return new Set();
  return new Set([...role.actions, ...role.inheritsFrom.flatMap((parent) => [...actionsOfDirectoryRole(parent)])]);
}
