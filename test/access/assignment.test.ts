import { expect, it } from 'vitest';
import { isAdmitted } from '../../src/access/index.ts';

it.each([
  [false, false, true],
  [false, true, true],
  [true, true, true],
  [true, false, false],
])('assignment required %s, assigned %s: admitted %s (sts reference 7.10)', (required, isAssigned, expected) => {
  expect(isAdmitted({ required, isAssigned })).toBe(expected);
});
