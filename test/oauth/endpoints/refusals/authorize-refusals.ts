import { authorityRefusals } from './authority-refusals.ts';
import type { AuthorizeRefusal } from './authorize-request.ts';
import { devicePageRefusals } from './device-refusals.ts';
import { malformedRefusals } from './malformed-refusals.ts';
import { mappingAuthorizeRefusals } from './mapping-refusals.ts';
import { personRefusals } from './person-refusals.ts';
import { signOutRefusals } from './sign-out-refusals.ts';
import { unredirectedRefusals } from './unredirected-refusals.ts';
import { version1AuthorizeRefusals } from './version-1-refusals.ts';

/** Every way for an authorize request to fail, in the order in which it is judged; then those of the other pages. */
export const authorizeRefusals: readonly AuthorizeRefusal[] = [
  ...unredirectedRefusals,
  ...authorityRefusals,
  ...malformedRefusals,
  ...personRefusals,
  ...mappingAuthorizeRefusals,
  ...devicePageRefusals,
  ...version1AuthorizeRefusals,
  ...signOutRefusals,
];
