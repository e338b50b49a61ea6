import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aadstsEntries, renderAadstsMessage } from '../../../src/catalogue/index.ts';
import { explainRefusal, findRefusals, searchRefusals } from '../../../src/diagnosis/index.ts';

const trace = '12345678-0000-4000-8000-0000000000aa';
const correlation = '12345678-0000-4000-8000-0000000000bb';
const tail = `Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: 2026-03-01 12:00:00Z`;
const message = renderAadstsMessage(50011, { redirectUri: 'https://a.example/cb', appId: 'the-app' });
const description = `AADSTS50011: ${message} ${tail}`;

describe('finding refusals in a text', () => {
  it.each([
    ['a number', '50011'],
    ['a code', 'AADSTS50011'],
    ['a code in small letters', ' aadsts50011 '],
    ['a description', description],
    ['the JSON of an answer', JSON.stringify({ error: 'invalid_request', error_codes: [50011] })],
    ['a line of a log', `2026-03-01T12:00:00Z WARN sign-in failed: ${description}`],
    [
      'the address of a redirect',
      `https://app.example/cb?error=invalid_request&error_description=${encodeURIComponent(description)}&state=1`,
    ],
    ['the address of the page about it', 'https://login.example/error?code=50011'],
  ])('%s', (_, text) => {
    expect(findRefusals(text).refusals.map(({ code }) => code)).toEqual([50011]);
  });

  it('finds what ties it to the logs, and what the message said', () => {
    expect(findRefusals(description)).toEqual({
      refusals: [{ code: 50011, values: { redirectUri: 'https://a.example/cb', appId: 'the-app' } }],
      unknown: [],
      traceId: trace,
      correlationId: correlation,
      timestamp: '2026-03-01 12:00:00Z',
    });
    const body = JSON.stringify({ error_codes: [7000215], trace_id: trace, correlation_id: correlation });
    expect(findRefusals(body)).toMatchObject({ traceId: trace, correlationId: correlation });
  });

  it('keeps several in their order, each once', () => {
    expect(findRefusals('AADSTS70002: x AADSTS70008: y AADSTS70002').refusals.map(({ code }) => code)).toEqual([
      70002, 70008,
    ]);
  });

  it('says which numbers are in no table', () => {
    expect(findRefusals('AADSTS99999999: new')).toMatchObject({ refusals: [], unknown: ['99999999'] });
    expect(findRefusals('nothing of the kind')).toMatchObject({ refusals: [], unknown: [] });
    // An authorization code is no error code.
    expect(findRefusals('https://app.example/cb?code=1.AXoA50011')).toMatchObject({ refusals: [], unknown: [] });
  });

  it('reads every message back that can be rendered', () => {
    for (const { code, message: template } of aadstsEntries()) {
      const names = [...template.matchAll(/\{([A-Za-z]+)\}/g)].map(([, name]) => name ?? '');
      const values = Object.fromEntries(names.map((name) => [name, `value-of-${name}`]));
      const [found] = findRefusals(`AADSTS${code}: ${renderAadstsMessage(code, values)} ${tail}`).refusals;
      expect(found).toEqual({ code, values });
      expect(explainRefusal(code, values).meaning).toBe(renderAadstsMessage(code, values));
    }
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const found = findRefusals(`error_description=${text}`);
        expect(found.refusals.length + found.unknown.length).toBeLessThan(60);
      }),
    );
  });
});

describe('searching the table', () => {
  it('lists all of it, or what has a word in it in any case', () => {
    expect(searchRefusals()).toHaveLength(aadstsEntries().length);
    const some = searchRefusals('REDIRECT uri');
    expect(some.map(({ code }) => code)).toContain(50011);
    expect(some.length).toBeLessThan(40);
    expect(searchRefusals('no such words')).toEqual([]);
  });
});
