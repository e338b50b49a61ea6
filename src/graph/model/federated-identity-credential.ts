import type { FederatedIdentityCredential } from '../../directory/index.ts';
import { claimsMatchingExpression } from './complex/application-types.ts';
import { propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { texts as textFilter } from './filter-support.ts';
import { complex, text, texts } from './value-type.ts';

const { own } = propertiesOf<FederatedIdentityCredential>();

/**
 * The name never changes, but clients send it back with every update: that it is the same is for the directory to say.
 * @spec Graph resource federatedIdentityCredential
 */
export const federatedIdentityCredentialType: EntityType<FederatedIdentityCredential> = {
  name: 'federatedIdentityCredential',
  set: 'applications/federatedIdentityCredentials',
  isDirectoryObject: false,
  isOpen: false,
  properties: [
    own('id', text, 'read', { isNullable: false }),
    own('name', text, 'write', { isRequired: true, isNullable: false }),
    own('issuer', text, 'write', { isRequired: true, isNullable: false }),
    own('subject', text, 'write'),
    own('description', text, 'write'),
    own('audiences', texts, 'write', { isRequired: true }),
    own('claimsMatchingExpression', complex(claimsMatchingExpression), 'write', { onlyIn: 'beta' }),
  ],
  navigations: [],
  filters: { id: textFilter('Y'), name: textFilter('Y', 'Y'), subject: textFilter('Y', 'Y'), issuer: textFilter('Y') },
  sorts: {},
};
