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
 * Definitions of the policies that a token is made under, beside an instance `s` of $1 and its definition `d`: nearly always four
 * looks into an index that find nothing.
 */
const policyColumns = `
    (select p.doc from policy_links l join policies p on p.tenant_id = l.tenant_id and p.id = l.policy_id
      where l.tenant_id = s.tenant_id and l.target_id = s.id and l.kind = 'tokenLifetimePolicy') as instance_lifetime,
    (select p.doc from policy_links l join policies p on p.tenant_id = l.tenant_id and p.id = l.policy_id
      where l.tenant_id = d.tenant_id and l.target_id = d.id and l.kind = 'tokenLifetimePolicy') as definition_lifetime,
    (select p.doc from policies p
      where p.tenant_id = s.tenant_id and p.kind = 'tokenLifetimePolicy' and p.is_organization_default = 1) as tenant_lifetime,
    (select p.doc from policy_links l join policies p on p.tenant_id = l.tenant_id and p.id = l.policy_id
      where l.tenant_id = s.tenant_id and l.target_id = s.id and l.kind = 'claimsMappingPolicy') as claims_mapping`;

/** $1 tenant, $2 appId */
export const loadTokenPolicies = `
  select ${policyColumns}
  from service_principals s
  join applications d on d.app_id = s.app_id and d.deleted_at is null
  where s.tenant_id = $1 and s.app_id = $2 and s.deleted_at is null`;

/**
 * $1 tenant, $2 name (folded). The tenant's own instance of an API, by its appId or a name: what nearly every request asks
 * for. The definition is another tenant's or its own.
 */
export const findOwnResource = `
  select d.app_id, d.tenant_id, d.doc, s.id as instance_id, s.doc as instance_doc, ${policyColumns}
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
  select d.app_id, d.tenant_id, d.doc, s.id as instance_id, s.doc as instance_doc, ${policyColumns}
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

/** Assignments $2 has of groups that $3 is directly in, in tenant $1. The groups of an instance are few; those of a person may not be. */
const assignmentsByGroup = `
    from app_role_assignments a
    join object_links l
      on l.tenant_id = a.tenant_id and l.relation = 'member' and l.source_id = a.principal_id and l.target_id = $3
    join directory_objects g on g.tenant_id = a.tenant_id and g.id = a.principal_id and g.deleted_at is null
    where a.tenant_id = $1 and a.resource_id = $2 and a.principal_type = 'group'`;

/** $1 tenant, $2 instance of the API, $3 person, $4 appId of the API */
export const listRoleValuesOfPerson = `
  select distinct r.value from (
    select app_role_id from app_role_assignments where tenant_id = $1 and principal_id = $3 and resource_id = $2
    union all
    select a.app_role_id ${assignmentsByGroup}
  ) h
  join app_roles r on r.app_id = $4 and r.id = h.app_role_id
  where r.is_enabled = 1 and r.value is not null
  order by r.value`;

/** $1 tenant, $2 instance of the API, $3 person */
export const isPersonAssigned = `
  select 1 as assigned from app_role_assignments where tenant_id = $1 and principal_id = $3 and resource_id = $2
  union all
  select 1 ${assignmentsByGroup}
  limit 1`;

/** $1 tenant, $2 instance of the API, $3 person, $4 rows at most */
export const listAssignedGroups = `select distinct a.principal_id as id ${assignmentsByGroup} limit $4`;

const liveGroupsOf = (join: string): string => `
    select l.source_id from object_links l ${join}
      join directory_objects g on g.tenant_id = l.tenant_id and g.id = l.source_id and g.deleted_at is null
      where l.tenant_id = $1 and l.relation = 'member'`;

/**
 * $1 tenant, $2 person, $3 rows at most. The limit stands twice: SQLite makes all rows a recursion begins with before it gives the first.
 * UNION, not UNION ALL: a group that was reached is not gone into again, so a cycle comes to its end.
 */
export const listGroups = `
  with recursive reached (id) as (
    select d.source_id from (${liveGroupsOf('')} and l.target_id = $2 limit $3) d
    union
    ${liveGroupsOf('join reached r on r.id = l.target_id')}
  )
  select w.id, o.security_enabled from (select id from reached limit $3) w
  join groups o on o.tenant_id = $1 and o.id = w.id`;

/** $1 tenant, $2 person. From the side of the roles: those who hold one are few, and whom somebody is grouped with may not be. */
export const listHeldRoles = `
  select a.role_template_id from directory_role_assignments a
  where a.tenant_id = $1 and (a.principal_id = $2 or exists (
    select 1 from object_links l
    join directory_objects g on g.tenant_id = l.tenant_id and g.id = l.source_id and g.deleted_at is null
    where l.tenant_id = $1 and l.relation = 'member' and l.source_id = a.principal_id and l.target_id = $2
  ))
  group by a.role_template_id
  order by a.role_template_id`;
