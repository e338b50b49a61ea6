import type { DirectoryFault, DirectoryFaultCode } from '../directory/index.ts';
import { InvariantError } from '../kernel/index.ts';
import { ConstraintViolation } from './violations.ts';

interface Refusal {
  readonly code: DirectoryFaultCode;
  readonly message: string;
  readonly target?: string;
}

const duplicate = (target: string): Refusal => ({
  code: 'DuplicateValue',
  message: `Another object has this value for the property ${target}.`,
  target,
});
const grantExists: Refusal = { code: 'Conflict', message: 'This permission grant exists already.' };

/**
 * Every unique constraint that a caller can run into: the name of its index as PostgreSQL tells it, its columns as SQLite
 * does, and what it means. The others (random hashes) are broken invariants when they refuse.
 */
const refusals: readonly (readonly [index: string, table: string, columns: string, Refusal])[] = [
  ['tenants_pkey', 'tenants', 'id', { code: 'Conflict', message: 'A tenant with this id exists already.' }],
  [
    'domains_pkey',
    'domains',
    'id',
    { code: 'Conflict', message: 'The domain belongs to a tenant already.', target: 'id' },
  ],
  [
    'domains_default',
    'domains',
    'tenant_id',
    { code: 'Conflict', message: 'The tenant has a default domain already.', target: 'isDefault' },
  ],
  [
    'directory_objects_pkey',
    'directory_objects',
    'tenant_id id',
    { code: 'Conflict', message: 'An object with this id exists already.', target: 'id' },
  ],
  [
    'applications_app_id',
    'applications',
    'app_id',
    { code: 'Conflict', message: 'An application with this appId exists already.', target: 'appId' },
  ],
  ['applications_unique_name', 'applications', 'tenant_id unique_name', duplicate('uniqueName')],
  ['groups_unique_name', 'groups', 'tenant_id unique_name', duplicate('uniqueName')],
  ['users_user_principal_name', 'users', 'tenant_id user_principal_name', duplicate('userPrincipalName')],
  [
    'users_home',
    'users',
    'tenant_id home_tenant_id home_user_id',
    { code: 'Conflict', message: 'This account is a guest of the tenant already.' },
  ],
  ['object_values_identifier_uri', 'object_values', 'tenant_id value', duplicate('identifierUris')],
  [
    'object_values_service_principal_name',
    'object_values',
    'tenant_id collection value',
    { code: 'Conflict', message: 'Another service principal has this name already.', target: 'servicePrincipalNames' },
  ],
  [
    'service_principals_app_id',
    'service_principals',
    'tenant_id app_id',
    { code: 'Conflict', message: 'The tenant has a service principal for this appId already.', target: 'appId' },
  ],
  ['permission_grants_pkey', 'permission_grants', 'tenant_id id', grantExists],
  ['permission_grants_everybody', 'permission_grants', 'tenant_id client_id resource_id', grantExists],
  ['permission_grants_somebody', 'permission_grants', 'tenant_id client_id resource_id principal_id', grantExists],
  [
    'app_role_assignments_pkey',
    'app_role_assignments',
    'tenant_id id',
    { code: 'Conflict', message: 'An assignment with this id exists already.', target: 'id' },
  ],
  [
    'app_role_assignments_once',
    'app_role_assignments',
    'tenant_id principal_id resource_id app_role_id',
    { code: 'AlreadyAssigned', message: 'The app role is assigned to this principal already.' },
  ],
  [
    'federated_credentials_name',
    'federated_credentials',
    'tenant_id application_id name',
    { code: 'Conflict', message: 'The application has a federated identity credential of this name already.' },
  ],
  [
    'federated_credentials_identity',
    'federated_credentials',
    'tenant_id application_id identity',
    {
      code: 'InvalidFederatedCredential',
      message: 'The combination of issuer and subject must be unique for the application.',
      target: 'issuer',
    },
  ],
  [
    'policies_pkey',
    'policies',
    'tenant_id id',
    { code: 'Conflict', message: 'A policy with this id exists already.', target: 'id' },
  ],
  ['policies_default', 'policies', 'tenant_id kind', duplicate('isOrganizationDefault')],
  [
    'policy_links_pkey',
    'policy_links',
    'tenant_id target_id kind',
    { code: 'AlreadyAssigned', message: 'The object has a policy of this kind already.' },
  ],
  [
    'directory_role_assignments_pkey',
    'directory_role_assignments',
    'tenant_id id',
    { code: 'Conflict', message: 'A role assignment with this id exists already.', target: 'id' },
  ],
  [
    'directory_role_assignments_once',
    'directory_role_assignments',
    'tenant_id principal_id role_template_id',
    { code: 'AlreadyAssigned', message: 'The directory role is assigned to this principal already.' },
  ],
];

const byConstraint: ReadonlyMap<string, Refusal> = new Map(
  refusals.flatMap(([index, table, columns, refusal]) => [
    [index, refusal] as const,
    [
      columns
        .split(' ')
        .map((column) => `${table}.${column}`)
        .join(', '),
      refusal,
    ] as const,
  ]),
);

/** What stores throw when what they are told contradicts what is stored. */
export interface Refusals {
  /** What an error of a statement means to the callers of stores. */
  readonly translate: (error: unknown) => Error;
  /** @param what what does not exist, as a noun: `user`, `group` … */
  readonly notFound: (what: string) => Error;
  readonly invalidCursor: () => Error;
}

/** @param Refused the class of the directory's refusals */
export function createRefusals(Refused: typeof DirectoryFault): Refusals {
  return {
    translate: (error) => {
      if (!(error instanceof ConstraintViolation)) return error instanceof Error ? error : new Error(String(error));
      if (error.kind === 'foreignKey') {
        return new Refused('InvalidReference', 'An object that is referred to does not exist.', { cause: error });
      }
      const refusal = byConstraint.get(error.constraint);
      if (refusal === undefined) return new InvariantError(`rows are unique by ${error.constraint}`);
      const { code, message, target } = refusal;
      return new Refused(code, message, { cause: error, ...(target === undefined ? {} : { target }) });
    },
    notFound: (what) => new Refused('NotFound', `The ${what} does not exist.`),
    invalidCursor: () => new Refused('InvalidValue', 'The position to go on from does not belong to this query.'),
  };
}
