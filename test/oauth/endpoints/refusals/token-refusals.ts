import { accessRefusals } from './access-refusals.ts';
import { artefactRefusals } from './artefact-refusals.ts';
import { assertionRefusals } from './assertion-refusals.ts';
import { authorityTokenRefusals } from './authority-token-refusals.ts';
import { certificateRefusals } from './certificate-refusals.ts';
import { clientRefusals } from './client-refusals.ts';
import { deviceRefusals } from './device-refusals.ts';
import { documentRefusals } from './document-refusals.ts';
import { failureRefusals } from './failure-refusals.ts';
import { federatedRefusals } from './federated-refusals.ts';
import { mappingRefusals } from './mapping-refusals.ts';
import { onBehalfOfRefusals } from './on-behalf-of-refusals.ts';
import { passwordRefusals } from './password-refusals.ts';
import { requestRefusals } from './request-refusals.ts';
import type { TokenRefusal } from './token-request.ts';
import { version1TokenRefusals } from './version-1-refusals.ts';

/** Every way to be refused by the token endpoint, in the order in which requests are judged; then its siblings that answer JSON as well. */
export const tokenRefusals: readonly TokenRefusal[] = [
  ...requestRefusals,
  ...authorityTokenRefusals,
  ...clientRefusals,
  ...assertionRefusals,
  ...certificateRefusals,
  ...federatedRefusals,
  ...artefactRefusals,
  ...deviceRefusals,
  ...onBehalfOfRefusals,
  ...passwordRefusals,
  ...accessRefusals,
  ...mappingRefusals,
  ...version1TokenRefusals,
  ...documentRefusals,
  ...failureRefusals,
];
