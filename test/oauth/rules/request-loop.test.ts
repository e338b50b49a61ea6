import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countRequest,
  isLoop,
  parseRequestCount,
  type RequestCount,
  renderRequestCount,
} from '../../../src/oauth/rules/request-loop.ts';

const start = Date.UTC(2026, 0, 1);
const minute = 60_000;
const request = (members: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> =>
  new Map(Object.entries({ client_id: 'a', redirect_uri: 'https://a.example/', scope: 'openid', ...members }));

/** Asks a number of times, a moment apart, through the cookie. */
function ask(times: number, apart: number, of = (count: number) => request({ state: String(count) })): RequestCount {
  let last: RequestCount | undefined;
  for (let count = 0; count < times; count += 1) {
    const before = last && parseRequestCount(renderRequestCount(last));
    last = countRequest(before, of(count), start + count * apart);
  }
  return last ?? expect.fail('nothing was asked');
}

describe('identical requests of a browser (Entra AADSTS50196, sts reference 2.7)', () => {
  it('fourteen in five minutes are none, fifteen are a loop; state and nonce do not make them different', () => {
    expect(isLoop(ask(14, 1000))).toBe(false);
    expect(isLoop(ask(15, 1000))).toBe(true);
  });

  it('five minutes later it begins anew', () => {
    expect(isLoop(ask(40, minute / 2))).toBe(false);
    expect(isLoop(ask(15, minute / 3))).toBe(true);
  });

  it.each(['client_id', 'redirect_uri', 'response_type', 'response_mode', 'scope', 'resource', 'login_hint', 'prompt'])(
    'another %s is another request',
    (name) => {
      expect(isLoop(ask(40, 10, (count) => request({ [name]: String(count) })))).toBe(false);
    },
  );

  it('a clock that was set back does not hold anybody up', () => {
    const before = ask(14, 1);
    expect(countRequest(before, request({ state: '' }), start - minute)).toMatchObject({ count: 1 });
  });

  it('the cookie is what it was written as, or nothing', () => {
    const count = ask(7, 1000);
    expect(parseRequestCount(renderRequestCount(count))).toEqual(count);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseRequestCount(text)).toBeUndefined();
      }),
    );
    expect(parseRequestCount(undefined)).toBeUndefined();
  });
});
