import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AadstsPlaceholder,
  aadstsEntries,
  aadstsEntry,
  aadstsFamilies,
  isAadstsCode,
  renderAadstsMessage,
} from '../../src/catalogue/index.ts';
import { InvariantError } from '../../src/kernel/index.ts';

/** Words by which MSAL decides that a person must act, wherever in a description they stand. */
const INTERACTION_WORDS = [
  'interaction_required',
  'consent_required',
  'login_required',
  'bad_token',
  'ui_not_allowed',
  'interrupted_user',
];

const placeholders = (message: string) => [...message.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!);
const valuesFor = (message: string, value: string) =>
  Object.fromEntries(placeholders(message).map((name) => [name, value]));

describe('the table of AADSTS codes', () => {
  it('has no number in two families', () => {
    const codes = Object.values(aadstsFamilies).flatMap((family) => Object.keys(family));
    expect(codes.length).toBe(new Set(codes).size);
    expect(codes.length).toBe(aadstsEntries().length);
  });

  it.each(aadstsEntries().map((entry) => [entry.code, entry] as const))('AADSTS%i is well formed', (code, entry) => {
    expect(aadstsEntry(code)).toBe(entry);
    expect(entry.delivery.length).toBeGreaterThan(0);
    expect(new Set(entry.delivery).size).toBe(entry.delivery.length);
    expect(entry.httpStatus).toBeGreaterThanOrEqual(307);
    // Placeholders are lower camel case, and every brace belongs to one.
    for (const name of placeholders(entry.message)) expect(name).toMatch(/^[a-z][A-Za-z]*$/);
    expect(entry.message.replace(/\{[a-z][A-Za-z]*\}/g, '')).not.toMatch(/[{}]/);
    // RFC 6749 §5.2: printable ASCII without double quotes and backslashes.
    expect(entry.message).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(entry.message).toMatch(/[^.]\.$/);
    expect(entry.fix).toMatch(/^[A-Z].*[^.]\.$/);
    for (const word of INTERACTION_WORDS) expect(entry.message).not.toContain(word);
    // The situation, in words that neither the message nor the remedy has already.
    expect(entry.when).toMatch(/^[A-Za-z][^\n]{20,240}[^.]\.$/);
    expect([entry.message, entry.fix]).not.toContain(entry.when);
    // Another `error` is another one.
    expect(entry.otherErrors).not.toContain(entry.oauthError);
    expect(new Set(entry.otherErrors).size).toBe(entry.otherErrors.length);
  });

  it.each([
    [7000215, 'invalid_client', 401],
    [700213, 'invalid_client', 401],
    [70021, 'invalid_request', 400],
    [70011, 'invalid_scope', 400],
    [700016, 'unauthorized_client', 400],
    [54005, 'invalid_grant', 400],
    [50033, 'temporarily_unavailable', 503],
    [90055, 'temporarily_unavailable', 429],
    [50000, 'server_error', 500],
  ] as const)('AADSTS%i is %s with status %i', (code, error, status) => {
    expect(aadstsEntry(code)).toMatchObject({ oauthError: error, httpStatus: status });
  });

  it.each([
    [7000215, true],
    [500011, true],
    [50049, true],
    [53003, true],
    [70021, true],
    [9002326, true],
    [70003, false],
    [700038, false],
    [90061, false],
  ] as const)('AADSTS%i has a lookup page: %s (seen in traffic)', (code, has) => {
    expect(aadstsEntry(code).hasLookupPage).toBe(has);
  });

  it('asks for interaction on a redirect where the token endpoint says invalid_grant (AADSTS50076, AADSTS65001)', () => {
    expect(aadstsEntry(50076)).toMatchObject({ oauthError: 'invalid_grant', redirectError: 'interaction_required' });
    expect(aadstsEntry(65001)).toMatchObject({ suberror: 'consent_required', redirectError: 'interaction_required' });
    expect(aadstsEntry(65004)).toMatchObject({ redirectError: 'access_denied' });
  });

  it('never shows a wrong redirect URI by redirecting to it (RFC 6749 §4.1.2.1)', () => {
    for (const code of [50011, 500113, 900971, 70004] as const) expect(aadstsEntry(code).delivery).toEqual(['page']);
  });

  it('knows its own numbers from others', () => {
    expect(isAadstsCode(50011)).toBe(true);
    expect(isAadstsCode(1)).toBe(false);
    expect(isAadstsCode(Number.NaN)).toBe(false);
  });
});

const nastyText = fc.string({
  unit: fc.constantFrom(
    '"',
    '\\',
    '\r',
    '\n',
    '\t',
    '\0',
    '\u0085',
    '\u2028',
    '\u{1f600}',
    '\ud800',
    '{appId}',
    "'",
    'a',
    ' ',
  ),
});

describe('rendering a message', () => {
  it('fills in every placeholder', () => {
    const values: Record<AadstsPlaceholder<50011>, string> = { redirectUri: 'https://a.example/cb', appId: 'the-app' };
    const text = renderAadstsMessage(50011, values);
    expect(text).toContain("'https://a.example/cb'");
    expect(text).toContain("'the-app'");
    expect(text).not.toContain('{');
  });

  it('names the placeholder that is missing, as a bug', () => {
    expect(() => renderAadstsMessage(50011, { appId: 'the-app' })).toThrow(InvariantError);
    expect(() => renderAadstsMessage(50011, { appId: 'the-app' })).toThrow(/redirectUri/);
    // An inherited property is not a value.
    expect(() => renderAadstsMessage(50011, Object.create({ redirectUri: 'x', appId: 'y' }))).toThrow(InvariantError);
  });

  it('does not fill in again what a value looks like', () => {
    expect(renderAadstsMessage(50011, { redirectUri: '{appId}', appId: 'secret' })).toContain("'{appId}'");
    expect(renderAadstsMessage(50011, { redirectUri: '$&$1', appId: 'x' })).toContain("'$&$1'");
  });

  it('never leaves a double quote, a backslash, or what is not seen or turns the text around, whatever the values (RFC 6749 §5.2)', () => {
    fc.assert(
      fc.property(fc.constantFrom(...aadstsEntries()), nastyText, (entry, value) => {
        const text = renderAadstsMessage(entry.code, valuesFor(entry.message, value));
        expect(text).not.toMatch(/["\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it.each([
    ['a direction', 'https://good.example/\u202Emoc.live', 'https://good.example/ moc.live'],
    ['half a letter', `${'x'.repeat(511)}\u{1F600}`, `${'x'.repeat(511)}...`],
  ])('takes out %s', (_, grantType, shown) => {
    expect(renderAadstsMessage(70003, { grantType })).toContain(`'${shown}'`);
  });

  it('cuts values that are too long to read', () => {
    expect(renderAadstsMessage(70003, { grantType: 'x'.repeat(100_000) }).length).toBeLessThan(700);
  });
});
