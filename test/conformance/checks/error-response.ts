import { expect } from 'vitest';

/** What a refusal may carry besides (OIDC Core §3.1.2.6, RFC 9207). */
const EXPECTED: ReadonlySet<string> = new Set([
  'error',
  'error_description',
  'error_uri',
  'state',
  'session_state',
  'iss',
]);
/** RFC 6749 §4.1.2.1 and §5.2. */
const DESCRIPTION = /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/;
const URI = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

type Fields = Readonly<Record<string, unknown>>;

/** The form of a refusal, wherever it is told. */
export function expectErrorForm({ error, error_description: description, error_uri: uri }: Fields): void {
  expect(error).toMatch(DESCRIPTION);
  expect(description).toMatch(DESCRIPTION);
  if (uri === undefined) return;
  expect(uri).toMatch(URI);
  expect(URL.canParse(String(uri))).toBe(true);
}

/** A refusal that came to the redirect URI: its form, the state, no code or token, and nothing unheard of. */
export function expectErrorResponse(answer: Fields, state: string | undefined): void {
  expectErrorForm(answer);
  expect(answer.state).toBe(state);
  expect(Object.keys(answer).filter((name) => !EXPECTED.has(name))).toEqual([]);
}

/** What says that a person would have to be asked. */
export const USER_INTERFACE_NEEDED: readonly unknown[] = [
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
];
