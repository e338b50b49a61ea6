import { Redacted } from '../../kernel/index.ts';
import { refusal } from '../fault.ts';
import type { Parameters } from '../wire/form.ts';
import { parseAssertion } from './assertion.ts';
import { clientIdOf } from './assertion-maker.ts';

/** What a token request presents to prove its client. Exactly one kind is acted upon. */
export type ClientEvidence =
  | { readonly kind: 'none' }
  | { readonly kind: 'secret'; readonly secret: Redacted; readonly usedBasic: boolean }
  | { readonly kind: 'assertion'; readonly assertion: Redacted };

export interface PresentedClient {
  readonly clientId: string | undefined;
  readonly evidence: ClientEvidence;
}

/** `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`. @spec RFC 7523 §2.2 */
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Gathers the client id and its evidence from the Authorization header and the body. A client that made its assertion itself
 * need not repeat its id.
 * @throws OAuthFault when more than one method is used, when the ids differ, the header is malformed or the assertion is of
 * another type
 * @spec RFC 6749 §2.3 (one method a request), §2.3.1; RFC 7521 §4.2 (`client_id` is optional)
 */
export function presentedClient(authorization: string | undefined, parameters: Parameters): PresentedClient {
  const bodyId = parameters.get('client_id');
  const bodySecret = parameters.get('client_secret');
  const assertion = parameters.get('client_assertion');
  const basic = parseBasic(authorization);
  const methods = [basic, bodySecret, assertion].filter((method) => method !== undefined).length;
  if (methods > 1) throw refusal(90023, { reason: 'the client authenticates in more than one way' });
  if (basic !== undefined) {
    if (bodyId !== undefined && bodyId.toLowerCase() !== basic.id.toLowerCase())
      throw refusal(90023, { reason: 'client_id differs from the client of the Authorization header' });
    return { clientId: basic.id, evidence: { kind: 'secret', secret: new Redacted(basic.secret), usedBasic: true } };
  }
  if (assertion !== undefined) {
    requireAssertionType(parameters.get('client_assertion_type'));
    const evidence: ClientEvidence = { kind: 'assertion', assertion: new Redacted(assertion) };
    return { clientId: bodyId ?? clientIdOf(parseAssertion(evidence.assertion)), evidence };
  }
  if (bodySecret !== undefined)
    return { clientId: bodyId, evidence: { kind: 'secret', secret: new Redacted(bodySecret), usedBasic: false } };
  return { clientId: bodyId, evidence: { kind: 'none' } };
}

/**
 * The one type that is understood. What is bound to a certificate of the connection (`jwt-pop`) is not: nothing here sees it.
 * @throws OAuthFault AADSTS900144 absent, AADSTS7000217 another type
 * @spec RFC 7521 §4.2
 */
function requireAssertionType(assertionType: string | undefined): void {
  if (assertionType === undefined) throw refusal(900144, { parameter: 'client_assertion_type' });
  if (assertionType !== JWT_BEARER) throw refusal(7000217, { assertionType });
}

/** @returns the two halves, or undefined when there is no Basic header; other schemes are not ours to judge. */
function parseBasic(authorization: string | undefined): { readonly id: string; readonly secret: string } | undefined {
  const match = /^Basic +([A-Za-z0-9+/=_-]*)$/i.exec(authorization ?? '');
  if (match === null) {
    if (/^Basic\b/i.test(authorization ?? '')) throw refusal(9002313, {});
    return undefined;
  }
  const text = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) throw refusal(9002313, {});
  return { id: halfOfBasic(text.slice(0, colon)), secret: halfOfBasic(text.slice(colon + 1)) };
}

/** Both halves are form-encoded by the letter of RFC 6749; clients that send them raw are common and unambiguous. */
function halfOfBasic(half: string): string {
  if (!/^[A-Za-z0-9*\-._+%~]*$/.test(half)) return half;
  try {
    return decodeURIComponent(half.replaceAll('+', ' '));
  } catch {
    return half;
  }
}
