import { always, type ClaimTable, says } from './claim-explanation.ts';

const opaque = always('Internal to the token service: do not read it.', says('token service', 'internal'));

/** Claims that are nobody else's business. @spec sts reference 5.3 */
export const internalClaims: ClaimTable = {
  aio: opaque,
  rh: opaque,
  puid: opaque,
  xms_acd: opaque,
  xms_act_fct: opaque,
  xms_aud_guid: opaque,
  xms_ftd: opaque,
  xms_idrel: opaque,
  xms_pftexp: opaque,
  xms_rd: opaque,
  xms_st: opaque,
  xms_sub_fct: opaque,
  xms_tnt_fct: opaque,
  tenant_region_scope: always('Region of the tenant.', says('tenant', 'tenantRegionScope')),
  xms_tcdt: always('When the tenant was created.', says('tenant', 'createdDateTime')),
  xms_tdbr: always('Data boundary of the tenant.', says('tenant', 'data boundary')),
};
