import { Redacted } from '../../kernel/index.ts';
import { refusal } from '../fault.ts';
import type { Parameters } from '../wire/form.ts';

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
 * Gathers the client id and its evidence from the Authorization header and the body.
 * @throws OAuthFault when more than one method is used, when the ids differ or the header is malformed
 * @spec RFC 6749 §2.3 (one method a request), §2.3.1
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
    if (parameters.get('client_assertion_type') !== JWT_BEARER)
      throw refusal(90023, { reason: 'client_assertion_type is not the one of JWT bearer assertions' });
    return { clientId: bodyId, evidence: { kind: 'assertion', assertion: new Redacted(assertion) } };
  }
  if (bodySecret !== undefined)
    return { clientId: bodyId, evidence: { kind: 'secret', secret: new Redacted(bodySecret), usedBasic: false } };
  return { clientId: bodyId, evidence: { kind: 'none' } };
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
