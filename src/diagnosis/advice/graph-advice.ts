import type { GraphRefusalFacts } from '../../remote/index.ts';

/** What to do about a refusal of Graph, by its finer code. */
const byDetail: Readonly<Record<string, string>> = {
  NoBackingApplicationObject:
    'Check the application id: there must be a definition of it here, or a multitenant one elsewhere.',
  ObjectConflict: 'Choose another value, or change the object that has this one.',
  InvalidUpdate: 'It is there already: there is nothing to do.',
};

/** By its code. @spec graph reference 2.8 */
const byCode: Readonly<Record<string, string>> = {
  Authorization_RequestDenied:
    'The caller lacks a permission: grant it one that this call takes, such as Application.ReadWrite.All, with the consent of an administrator, and get a new token.',
  InvalidAuthenticationToken:
    'Graph does not take this token: get one for https://graph.microsoft.com/.default of this tenant.',
  Authentication_MissingOrMalformed: 'Send a whole token for Graph.',
  Request_ResourceNotFound:
    'Check the id, and that it is an object id where one is asked for; a new object may need some seconds.',
  Request_MultipleObjectsWithSameKeyValue: 'It exists already: change that one instead.',
  CannotDeleteOrUpdateEnabledEntitlement: 'Disable the scope or role first, then change or remove it.',
  HostNameNotOnVerifiedDomain: 'Use api:// and the application id, or a domain that is verified in this tenant.',
  CredentialTypeNotAllowedAsPerAppPolicy:
    'A policy of the tenant forbids this kind of credential: use a certificate or federation.',
  CredentialInvalidLifetimeAsPerAppPolicy: 'A policy of the tenant wants a shorter lifetime.',
  Directory_QuotaExceeded: 'Delete what is no longer used, also from the deleted items.',
  Directory_ConcurrencyViolation: 'Somebody changed the same object: try again.',
  Request_UnsupportedQuery: 'Graph does not filter or sort by that.',
  Request_BadRequest: 'Correct the value that the message names.',
  BadRequest: 'Correct the value that the message names.',
};

/** @returns one sentence: what to do about a refusal of Graph */
export function adviseOnGraph(facts: GraphRefusalFacts): string {
  const { status, graphCode, detailCodes, retryAfterSeconds } = facts;
  if (status === 429 || status === 503 || status === 504) {
    return retryAfterSeconds === undefined ? 'Try again later.' : `Try again in ${retryAfterSeconds} seconds.`;
  }
  const detail = detailCodes.find((code) => Object.hasOwn(byDetail, code));
  const known = (detail && byDetail[detail]) ?? (Object.hasOwn(byCode, graphCode) ? byCode[graphCode] : undefined);
  if (known !== undefined) return known;
  return status >= 500
    ? 'The fault is not yours: report it with the request id.'
    : 'Correct the request and try again.';
}
