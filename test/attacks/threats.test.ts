import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { threatFamilies } from './threats.ts';

const all = threatFamilies.flatMap(({ threats }) => threats);
const sourceOf = (file: string) => readFileSync(new URL(`../${file}.test.ts`, import.meta.url), 'utf8');

/** The titles of a file's tests, as they are written. */
const titlesIn = (text: string): readonly string[] =>
  [
    ...text.matchAll(/(?:\b(?:it|test)|\))\(\s*(['"`])((?:(?!\1)[^\\]|\\.)+)\1,\s*(?:\{[^}]*\},\s*)?(?:async )?\(?/g),
  ].map(([, , title = '']) => title.replaceAll("\\'", "'"));

describe('the index of threats', () => {
  it('names each once', () => {
    const ids = all.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has a threat for each attack of RFC 9700 §4', () => {
    const sections = new Set(
      all.flatMap(({ source }) =>
        [...source.matchAll(/RFC 9700 ([^;]*)/g)].flatMap(([, text = '']) => text.match(/§4\.\d+/g) ?? []),
      ),
    );
    for (let section = 1; section <= 17; section += 1) expect(sections).toContain(`§4.${section}`);
  });

  it('has those that every token service is asked about', () => {
    const asked = [
      'code-injection',
      'mix-up',
      'pkce-downgrade',
      'token-substitution',
      'redirect-tricks',
      'login-csrf',
      'consent-csrf',
      'clickjacking',
      'open-redirect',
      'covert-redirect',
      'assertion-replay',
      'assertion-audience',
      'algorithm-confusion',
      'alg-none',
      'key-confusion',
      'kid-injection',
      'psychic-signatures',
      'issuer-tricks',
      'consent-bypass',
      'consent-phishing',
      'refresh-theft',
      'session-fixation',
      'host-header',
      'response-splitting',
      'parameter-pollution',
      'user-enumeration',
      'lockout-abuse',
      'log-injection',
      'cache',
      'referer-leak',
      'redirect-307',
      'response-mode-downgrade',
      'on-behalf-of-misuse',
      'device-phishing',
      'sign-out-csrf',
      'federated-issuer-ssrf',
      'jwt-bombs',
      'noauth',
    ];
    const ids = new Set(all.map(({ id }) => id));
    expect(asked.filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(all)('$id is shown by tests that are there', ({ shown }) => {
    expect(shown.length).toBeGreaterThan(0);
    for (const { file, test } of shown) expect(titlesIn(sourceOf(file))).toContain(test);
  });

  it('leaves out no test of this folder', () => {
    const indexed = new Set(all.flatMap(({ shown }) => shown.map(({ file, test }) => `${file}: ${test}`)));
    const files = readdirSync(new URL('.', import.meta.url)).filter(
      (name) => name.endsWith('.test.ts') && name !== 'threats.test.ts',
    );
    expect(files.length).toBeGreaterThan(5);
    const tests = files.flatMap((name) => {
      const file = `attacks/${name.slice(0, -'.test.ts'.length)}`;
      return titlesIn(sourceOf(file)).map((title) => `${file}: ${title}`);
    });
    expect(tests.filter((test) => !indexed.has(test) && !test.endsWith('the good one is good, by both keys'))).toEqual(
      [],
    );
  });
});
