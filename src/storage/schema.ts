import type { Generated } from 'kysely';

// The tables as the migrations leave them. Moments are milliseconds since the Unix epoch, flags 0 or 1, documents JSON text.

type Flag = 0 | 1;

interface TenantsTable {
  id: string;
  display_name: string;
  created_at: number;
  doc: string;
}

interface DomainsTable {
  id: string;
  tenant_id: string;
  is_default: Flag;
  doc: string;
}

interface DirectoryObjectsTable {
  tenant_id: string;
  id: string;
  kind: string;
  deleted_at: number | null;
}

export interface ObjectValuesTable {
  tenant_id: string;
  object_id: string;
  collection: string;
  ordinal: number;
  value: string;
  label: string | null;
  starts_at: number | null;
  ends_at: number | null;
}

interface ObjectLinksTable {
  tenant_id: string;
  relation: 'owner' | 'member';
  source_id: string;
  target_id: string;
}

interface DirectoryRoleAssignmentsTable {
  tenant_id: string;
  id: string;
  principal_id: string;
  role_template_id: string;
  created_date_time: string;
}

/** What the rows of all four kinds of object have. */
export interface ObjectRow {
  tenant_id: string;
  id: string;
  deleted_at: number | null;
  created_at: number;
  display_name: string;
  doc: string;
}

export interface ApplicationsTable extends ObjectRow {
  app_id: string;
  created_by_app_id: string | null;
  description: string | null;
  unique_name: string | null;
  sign_in_audience: string;
  publisher_domain: string | null;
  notes: string | null;
  service_management_reference: string | null;
  application_template_id: string | null;
  disabled_by_microsoft_status: string | null;
  is_disabled: Flag | null;
  is_fallback_public_client: Flag | null;
  home_page_url: string | null;
  logo_url: string | null;
  terms_of_service_url: string | null;
  publisher_name: string | null;
  /** App roles and scopes, which can be as long as all the rest a hundred times. */
  permissions: string;
}

export interface PermissionScopesTable {
  app_id: string;
  ordinal: number;
  id: string;
  value: string | null;
  is_enabled: Flag;
  doc: string;
}

export interface AppRolesTable {
  app_id: string;
  ordinal: number;
  id: string;
  value: string | null;
  is_enabled: Flag;
}

export interface ServicePrincipalsTable extends ObjectRow {
  app_id: string;
  created_by_app_id: string | null;
  description: string | null;
  notes: string | null;
  homepage: string | null;
  login_url: string | null;
  service_principal_type: string;
  account_enabled: Flag;
  app_role_assignment_required: Flag;
  preferred_single_sign_on_mode: string | null;
}

export interface UsersTable extends ObjectRow {
  user_principal_name: string;
  given_name: string | null;
  surname: string | null;
  mail: string | null;
  mail_nickname: string | null;
  job_title: string | null;
  department: string | null;
  office_location: string | null;
  mobile_phone: string | null;
  preferred_language: string | null;
  usage_location: string | null;
  country: string | null;
  user_type: string;
  home_tenant_id: string | null;
  home_user_id: string | null;
  external_user_state: string | null;
  account_enabled: Flag;
  password_hash: string | null;
}

export interface GroupsTable extends ObjectRow {
  description: string | null;
  mail: string | null;
  mail_nickname: string;
  mail_enabled: Flag;
  security_enabled: Flag;
  is_assignable_to_role: Flag | null;
  visibility: string | null;
  unique_name: string | null;
}

export interface PermissionGrantsTable {
  tenant_id: string;
  id: string;
  client_id: string;
  consent_type: string;
  principal_id: string | null;
  resource_id: string;
  scope: string;
  created_date_time: string;
}

export interface AppRoleAssignmentsTable {
  tenant_id: string;
  id: string;
  app_role_id: string;
  principal_id: string;
  principal_type: string;
  principal_display_name: string;
  resource_id: string;
  doc: string;
}

export interface FederatedCredentialsTable {
  tenant_id: string;
  application_id: string;
  id: string;
  name: string;
  identity: string;
  doc: string;
}

export interface PoliciesTable {
  tenant_id: string;
  id: string;
  kind: string;
  display_name: string;
  is_organization_default: Flag;
  created_at: number;
  doc: string;
}

interface PolicyLinksTable {
  tenant_id: string;
  target_id: string;
  kind: string;
  policy_id: string;
}

interface AuditRecordsTable {
  sequence: Generated<number>;
  tenant_id: string;
  activity_at: number;
  correlation_id: string;
  doc: string;
}

export interface SignInsTable {
  sequence: Generated<number>;
  tenant_id: string;
  created_at: number;
  event_type: string;
  app_id: string | null;
  user_id: string | null;
  correlation_id: string;
  error_code: number;
  doc: string;
}

export interface SessionsTable {
  id_hash: string;
  created_at: number;
  last_used_at: number;
  persistent: Flag;
}

export interface SessionAccountsTable {
  id_hash: string;
  tenant_id: string;
  user_id: string;
  doc: string;
}

export interface SessionParticipantsTable {
  id_hash: string;
  sid: string;
  tenant_id: string;
  app_id: string;
  dialect: 1 | 2;
}

interface RefreshTokensTable {
  token_hash: string;
  family_id: string;
  tenant_id: string;
  expires_at: number;
  spent_at: number | null;
  successor_hash: string | null;
  doc: string;
}

interface AuthorizationCodesTable {
  code_hash: string;
  tenant_id: string;
  expires_at: number;
  redeemed_at: number | null;
  /** Set for codes that are handed over. */
  joins_family: string | null;
  doc: string;
}

interface AssertionReplaysTable {
  assertion_hash: string;
  expires_at: number;
}

interface DeviceCodesTable {
  device_code_hash: string;
  user_code_hash: string;
  expires_at: number;
  decision: string | null;
  redeemed_at: number | null;
  doc: string;
}

interface InteractionsTable {
  id_hash: string;
  expires_at: number;
  progress: string;
  doc: string;
}

interface KeysTable {
  id: string;
  purpose: string;
  slot: number;
  algorithm: string;
  wrapped: string;
  certificate_pem: string | null;
  created_at: number;
  activates_at: number;
  retires_at: number | null;
}

/** All tables that stores read and write. */
export interface Schema {
  tenants: TenantsTable;
  domains: DomainsTable;
  directory_objects: DirectoryObjectsTable;
  object_values: ObjectValuesTable;
  object_links: ObjectLinksTable;
  directory_role_assignments: DirectoryRoleAssignmentsTable;
  applications: ApplicationsTable;
  permission_scopes: PermissionScopesTable;
  app_roles: AppRolesTable;
  service_principals: ServicePrincipalsTable;
  users: UsersTable;
  groups: GroupsTable;
  permission_grants: PermissionGrantsTable;
  app_role_assignments: AppRoleAssignmentsTable;
  federated_credentials: FederatedCredentialsTable;
  policies: PoliciesTable;
  policy_links: PolicyLinksTable;
  audit_records: AuditRecordsTable;
  sign_ins: SignInsTable;
  sessions: SessionsTable;
  session_accounts: SessionAccountsTable;
  session_participants: SessionParticipantsTable;
  refresh_tokens: RefreshTokensTable;
  authorization_codes: AuthorizationCodesTable;
  device_codes: DeviceCodesTable;
  interactions: InteractionsTable;
  assertion_replays: AssertionReplaysTable;
  keys: KeysTable;
}
