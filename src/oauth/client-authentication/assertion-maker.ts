import { type AppId, isGuid, parseAppId } from '../../kernel/index.ts';
import { refusal } from '../fault.ts';
import type { ParsedAssertion } from './assertion.ts';

/**
 * Who made an assertion: the client itself, which names itself as issuer and as subject, or another issuer that vouches for it.
 * @throws OAuthFault AADSTS700021 made by another application; AADSTS50048 issuer and subject are one the client, one not
 * @spec RFC 7523 §3 (1, 2); Entra AADSTS50048, AADSTS700021
 */
export function decideMaker({ issuer, subject }: ParsedAssertion, appId: AppId): 'client' | 'issuer' {
  if (isSame(issuer, subject)) {
    if (isSame(issuer, appId)) return 'client';
    // Other issuers are addresses; an id is an application's.
    if (isGuid(issuer)) throw refusal(700021, { assertionAppId: issuer, appId });
    return 'issuer';
  }
  if (isSame(issuer, appId) || (isSame(subject, appId) && !URL.canParse(issuer))) throw refusal(50048, {});
  return 'issuer';
}

/** The client that an assertion is of, where the request does not say: only what a client made itself tells it. */
export function clientIdOf({ issuer, subject }: ParsedAssertion): string | undefined {
  return isSame(issuer, subject) ? parseAppId(subject) : undefined;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
