import { complex, complexType, listOf, member, text } from '../value-type.ts';

// The structured values of audit records. @spec Graph resources targetResource, auditActivityInitiator …

const readOnly = { isReadOnly: true };

export const keyValue = complexType('keyValue', [member('key', text, readOnly), member('value', text, readOnly)]);

const appIdentity = complexType('appIdentity', [
  member('appId', text, readOnly),
  member('displayName', text, readOnly),
  member('servicePrincipalId', text, readOnly),
  member('servicePrincipalName', text, readOnly),
]);

const userIdentity = complexType('userIdentity', [
  member('id', text, readOnly),
  member('displayName', text, readOnly),
  member('ipAddress', text, readOnly),
  member('userPrincipalName', text, readOnly),
]);

export const auditActivityInitiator = complexType('auditActivityInitiator', [
  member('app', complex(appIdentity), readOnly),
  member('user', complex(userIdentity), readOnly),
]);

const modifiedProperty = complexType('modifiedProperty', [
  member('displayName', text, readOnly),
  member('oldValue', text, readOnly),
  member('newValue', text, readOnly),
]);

export const targetResource = complexType('targetResource', [
  member('id', text, readOnly),
  member('displayName', text, readOnly),
  member('type', text, readOnly),
  member('userPrincipalName', text, readOnly),
  member('groupType', text, readOnly),
  member('modifiedProperties', listOf(complex(modifiedProperty)), readOnly),
]);
