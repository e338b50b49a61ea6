import { describe, expect, it } from 'vitest';
import { aadstsEntries, aadstsEntry, isAadstsCode } from '../../../src/catalogue/index.ts';
import { authorizeRefusals } from './refusals/authorize-refusals.ts';
import { deliveryOf } from './refusals/row-of.ts';
import { tokenRefusals } from './refusals/token-refusals.ts';

const provocations = [...tokenRefusals, ...authorizeRefusals];
const raisedHere = aadstsEntries().filter(({ isRaisedHere }) => isRaisedHere);

/** Both tables are run in whole by the tests beside this one, and each answer is held against its row there. */
describe('every code that the platform can raise is provoked', () => {
  it.each(raisedHere.map(({ code, name }) => [code, name] as const))('AADSTS%i %s', (code) => {
    const advice = `AADSTS${code} is raised in src and has no provocation: add one to a table in test/oauth/endpoints/refusals/`;
    expect(provocations.some((one) => one.code === code) ? '' : advice).toBe('');
  });

  it('and none that is of Entra alone', () => {
    const codes = provocations
      .map(({ code }) => code)
      .filter((code) => !isAadstsCode(code) || !aadstsEntry(code).isRaisedHere);
    expect(codes).toEqual([]);
    expect(raisedHere.length).toBeGreaterThan(120);
  });

  it('has no name twice, so that a failure says which it is', () => {
    const names = provocations.map((one) => `${deliveryOf(one)}: ${one.name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
