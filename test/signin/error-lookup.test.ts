import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aadstsEntries, aadstsEntry, isAadstsCode } from '../../src/catalogue/index.ts';
import { errorLookupPage } from '../../src/signin/error-lookup.ts';
import { escapeHtml } from '../../src/signin/pages/html.ts';
import { startPlatform, type TestPlatform } from '../../src/testing/index.ts';
import { type Arrival, has, Person, titleOf } from '../interop/person.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.stop());

const lookUp = (code: string): Promise<Arrival> =>
  new Person(platform).visit(`/error?${new URLSearchParams({ code })}`);
const codesOn = ({ html }: Arrival): number[] =>
  [...html.matchAll(/<a href="\/error\?code=(\d+)">AADSTS\1<\/a>/g)].map(([, code]) => Number(code));

describe('the page that error_uri names', () => {
  it.each(['50011', 'AADSTS50011', ' aadsts50011 '])('explains %j: when, what to do, whose object', async (asked) => {
    const page = await lookUp(asked);
    expect([page.status, titleOf(page)]).toEqual([200, expect.stringContaining('AADSTS50011')]);
    for (const text of [
      'InvalidReplyTo',
      'When it happens',
      'What helps',
      'App registration',
      'invalid_request, HTTP 400',
    ])
      expect(page.html).toContain(text);
    expect(page.html).not.toContain('this service never does');
  });

  it('says so of a code that Entra alone raises', async () => {
    expect((await lookUp('53003')).html).toContain('this service never does');
  });

  it('explains every code of the table', () => {
    for (const { code, fix } of aadstsEntries()) {
      const page = String(errorLookupPage({ query: `code=${code}` }).body);
      expect(page).toContain(`<h1 id="loginHeader">AADSTS${code}</h1>`);
      expect(page, `AADSTS${code}`).toContain(escapeHtml(fix));
    }
  });

  it('finds codes by words, twenty at most, and leads to each', async () => {
    const page = await lookUp('Redirect URI registered');
    expect(codesOn(page)).toContain(50011);
    expect(page.html).toContain('value="Redirect URI registered"');
    expect(codesOn(page).length).toBeLessThanOrEqual(20);
    const many = await lookUp('the');
    expect(codesOn(many)).toHaveLength(20);
    expect(many.html).toContain('more fit');
  });

  it('finds what is raised here before what is not', async () => {
    const raised = codesOn(await lookUp('redirect')).map(
      (code) => isAadstsCode(code) && aadstsEntry(code).isRaisedHere,
    );
    expect(raised).toEqual(raised.toSorted((a, b) => Number(b) - Number(a)));
    expect(new Set(raised).size).toBe(2);
  });

  it('lists nothing when nothing is asked', async () => {
    const page = await lookUp('');
    expect([page.status, codesOn(page), has(page, 'code')]).toEqual([200, [], true]);
  });

  it.each(['99999999', 'no such words anywhere'])('says so when there is nothing: %s', async (asked) => {
    const page = await lookUp(asked);
    expect([page.status, codesOn(page)]).toEqual([200, []]);
    expect(page.html).toContain(asked);
  });

  it('shows what was asked as text and never as markup', async () => {
    const page = await lookUp('<script>alert(1)</script>');
    expect(page.html).not.toContain('<script>alert');
    expect(page.html).toContain('&lt;script&gt;alert(1)');
  });
});
