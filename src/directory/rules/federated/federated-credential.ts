import { DirectoryFault } from '../../fault.ts';
import type { SignInAudience } from '../../types/application.ts';
import type { FederatedIdentityCredential } from '../../types/federated-credential.ts';
import { refuseValue } from '../refuse-value.ts';
import { requireFederatedAudiences } from './federated-audiences.ts';
import { requireFederatedName } from './federated-name.ts';
import { requireFederatedSubject } from './federated-subject.ts';
import { requireFederatedLength, requireFederatedText } from './federated-text.ts';

/** @spec Graph resource federatedIdentityCredential: 20 an application */
const MOST = 20;

/**
 * What must hold for a federated identity credential by itself.
 * @throws DirectoryFault `InvalidFederatedCredential`
 * @spec Graph resource federatedIdentityCredential
 */
export function requireFederatedCredential(credential: FederatedIdentityCredential): void {
  requireFederatedName(credential.name);
  requireFederatedText('issuer', credential.issuer);
  requireFederatedAudiences(credential.audiences);
  requireFederatedLength('description', credential.description);
  requireFederatedSubject(credential);
}

/**
 * How many federated identity credentials an application may have. One for personal accounts alone has none.
 * @param count with the one that is to come
 * @throws DirectoryFault `LimitExceeded`, `InvalidValue`
 * @spec Graph resource federatedIdentityCredential; Entra "Validation differences by supported account types"
 */
export function requireFederatedCredentialCount(count: number, audience: SignInAudience): void {
  if (audience === 'PersonalMicrosoftAccount') {
    refuseValue(
      'federatedIdentityCredentials',
      'An application for personal accounts alone cannot have federated identity credentials.',
    );
  }
  if (count > MOST) {
    throw new DirectoryFault(
      'LimitExceeded',
      `An application can have at most ${MOST} federated identity credentials.`,
      { target: 'federatedIdentityCredentials' },
    );
  }
}
