import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DelegatedRequest, delegatedConsent } from '../../src/consent/index.ts';

const ask = (members: Partial<DelegatedRequest>): DelegatedRequest => ({
  values: [],
  isDefault: false,
  declared: [],
  granted: [],
  preauthorized: [],
  ...members,
});

describe('what is granted and what is missing (sts reference 4.9, 7.2)', () => {
  it.each([
    ['nothing granted', { values: ['a', 'b'] }, { effective: [], missing: ['a', 'b'] }],
    ['some granted', { values: ['a', 'b'], granted: ['a'] }, { effective: ['a'], missing: ['b'] }],
    [
      'more granted than asked for: the token has it all',
      { values: ['a'], granted: ['a', 'b'] },
      { effective: ['a', 'b'], missing: [] },
    ],
    ['declared is not granted', { values: ['a'], declared: ['a'] }, { effective: [], missing: ['a'] }],
    ['preauthorized needs no consent', { values: ['a'], preauthorized: ['a'] }, { effective: ['a'], missing: [] }],
    ['asked for twice', { values: ['a', 'a'] }, { effective: [], missing: ['a'] }],
    [
      'granted to both the person and everybody',
      { values: ['a'], granted: ['a', 'a'] },
      { effective: ['a'], missing: [] },
    ],
    [
      '.default, nothing granted: everything declared',
      { isDefault: true, declared: ['a', 'b'] },
      { effective: [], missing: ['a', 'b'] },
    ],
    [
      '.default, anything granted: no question',
      { isDefault: true, declared: ['a', 'b'], granted: ['c'] },
      { effective: ['c'], missing: [] },
    ],
    [
      '.default, preauthorized: no question',
      { isDefault: true, declared: ['a'], preauthorized: ['c'] },
      { effective: ['c'], missing: [] },
    ],
    ['.default, nothing declared', { isDefault: true }, { effective: [], missing: [] }],
  ])('%s', (_, request, expected) => {
    expect(delegatedConsent(ask(request))).toEqual(expected);
  });

  it('never gives what nobody granted, and never asks for what somebody did', () => {
    const scopes = fc.subarray(['a', 'b', 'c', 'd']);
    fc.assert(
      fc.property(
        scopes,
        scopes,
        scopes,
        scopes,
        fc.boolean(),
        (values, declared, granted, preauthorized, isDefault) => {
          const { effective, missing } = delegatedConsent({ values, declared, granted, preauthorized, isDefault });
          const given = new Set([...granted, ...preauthorized]);
          expect(effective.every((value) => given.has(value))).toBe(true);
          expect(missing.some((value) => given.has(value))).toBe(false);
        },
      ),
    );
  });
});
