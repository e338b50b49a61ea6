import { directory } from './0001-directory.ts';
import { applications } from './0002-applications.ts';
import { peopleAndGrants } from './0003-people-and-grants.ts';
import { activity } from './0004-activity.ts';
import { signIn } from './0005-sign-in.ts';
import { assertionReplays } from './0006-assertion-replays.ts';
import { federatedCredentials } from './0007-federated-credentials.ts';
import { refreshTokenUse } from './0008-refresh-token-use.ts';
import { guests } from './0009-guests.ts';
import { policies } from './0010-policies.ts';
import { deviceCodes } from './0011-device-codes.ts';
import { signInSearch } from './0012-sign-in-search.ts';
import { codesOfAFamily } from './0013-codes-of-a-family.ts';
import { participants } from './0014-participants.ts';
import type { Migration } from './migration.ts';

/** All steps of the schema, in their order. */
export const migrations: readonly Migration[] = [
  directory,
  applications,
  peopleAndGrants,
  activity,
  signIn,
  assertionReplays,
  federatedCredentials,
  refreshTokenUse,
  guests,
  policies,
  deviceCodes,
  signInSearch,
  codesOfAFamily,
  participants,
];
