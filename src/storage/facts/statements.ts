import type { Dialect } from '../engine.ts';

// The reads a token is made from, each one statement. Parameters are `$1`, `$2` … on both engines.

/** $1 tenant */
export const loadTenant = 'select id, doc from tenants where id = $1';

/** $1 domain (folded) */
export const loadTenantByDomain =
  'select t.id, t.doc from domains d join tenants t on t.id = d.tenant_id where d.id = $1';

/** $1 tenant, $2 appId */
export const loadClient = `
  select d.tenant_id, d.id, d.app_id, d.permissions, d.doc, s.id as instance_id, s.doc as instance_doc
  from applications d
  left join service_principals s on s.tenant_id = $1 and s.app_id = d.app_id and s.deleted_at is null
  where d.app_id = $2 and d.deleted_at is null`;

/** $1 appId */
export const listFederatedCredentials = `
  select f.tenant_id, f.application_id, f.id, f.doc from applications d
  join federated_credentials f on f.tenant_id = d.tenant_id and f.application_id = d.id
  where d.app_id = $1 and d.deleted_at is null order by f.name`;

/**
 * $1 tenant, $2 name (folded). The tenant's own instance of an API, by its appId or a name: what nearly every request asks
 * for. The definition is another tenant's or its own.
 */
export const findOwnResource = `
  select d.app_id, d.tenant_id, d.doc, s.id as instance_id, s.doc as instance_doc
  from (
    select 1 as place, id from service_principals where tenant_id = $1 and app_id = $2 and deleted_at is null
    union all
    select 2, object_id from object_values
      where tenant_id = $1 and collection = 'servicePrincipalNames' and value = $2
  ) c
  join service_principals s on s.tenant_id = $1 and s.id = c.id and s.deleted_at is null
  join applications d on d.app_id = s.app_id and d.deleted_at is null
  order by c.place, d.app_id
  limit 1`;

/**
 * $1 tenant, $2 name (folded). An appId is a name too. First the tenant's own instances, then definitions: of this tenant, or
 * of another that lets other tenants in.
 */
export const findResource = `
  select d.app_id, d.tenant_id, d.doc, s.id as instance_id, s.doc as instance_doc
  from (
    select 1 as place, app_id from service_principals where tenant_id = $1 and app_id = $2 and deleted_at is null
    union all
    select 2, s.app_id from object_values v
      join service_principals s on s.tenant_id = v.tenant_id and s.id = v.object_id and s.deleted_at is null
      where v.tenant_id = $1 and v.collection = 'servicePrincipalNames' and v.value = $2
    union all
    select 3, app_id from applications where app_id = $2
    union all
    select case when a.tenant_id = $1 then 4 else 5 end, a.app_id from object_values v
      join applications a on a.tenant_id = v.tenant_id and a.id = v.object_id
      where v.collection = 'identifierUris' and v.value = $2
  ) c
  join applications d on d.app_id = c.app_id and d.deleted_at is null
  left join service_principals s on s.tenant_id = $1 and s.app_id = d.app_id and s.deleted_at is null
  where s.id is not null or d.tenant_id = $1
    or d.sign_in_audience in ('azureadmultipleorgs', 'azureadandpersonalmicrosoftaccount')
  order by case when s.id is null then 1 else 0 end, c.place, d.app_id
  limit 1`;

/** $1 appId */
export const listScopes = `
  select s.doc from permission_scopes s
  join applications d on d.app_id = s.app_id and d.deleted_at is null
  where s.app_id = $1 and s.is_enabled = 1 order by s.ordinal`;

/** $1 appId, $2 values (folded) as a JSON array */
export const listScopesByValue = ({ textsOf }: Dialect): string => `
  select s.doc from permission_scopes s
  join applications d on d.app_id = s.app_id and d.deleted_at is null
  where s.app_id = $1 and s.value in ${textsOf('$2')} and s.is_enabled = 1 order by s.ordinal`;

/** $1 tenant, $2 instance of the API, $3 its appId, $4 principals as a JSON array */
export const listRoleValues = ({ textsOf }: Dialect): string => `
  select distinct r.value from app_role_assignments a
  join app_roles r on r.app_id = $3 and r.id = a.app_role_id
  where a.tenant_id = $1 and a.resource_id = $2 and a.principal_id in ${textsOf('$4')}
    and r.is_enabled = 1 and r.value is not null
  order by r.value`;

/** $1 tenant, $2 instance of the API, $3 principals as a JSON array */
export const isAssigned = ({ textsOf }: Dialect): string => `
  select 1 as assigned from app_role_assignments a
  where a.tenant_id = $1 and a.resource_id = $2 and a.principal_id in ${textsOf('$3')} limit 1`;
