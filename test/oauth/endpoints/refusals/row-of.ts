import { expect } from 'vitest';
import { type AadstsDelivery, type AadstsEntry, aadstsEntry, isAadstsCode } from '../../../../src/catalogue/index.ts';
import type { TokenAnswer } from '../../../interop/stage.ts';
import type { AuthorizeRefusal } from './authorize-request.ts';
import type { TokenRefusal } from './token-request.ts';

/** How a provocation is answered. A sentence beside a field stands on a page. */
export function deliveryOf(refusal: TokenRefusal | AuthorizeRefusal): AadstsDelivery {
  if (!('told' in refusal)) return 'token';
  return typeof refusal.told === 'string' ? 'page' : 'redirect';
}

/** @returns the row of the code that a provocation raises, which has to name the way in which it is answered */
export function rowOf(refusal: TokenRefusal | AuthorizeRefusal): AadstsEntry {
  const { code } = refusal;
  if (!isAadstsCode(code)) throw new Error(`AADSTS${code} is in no table`);
  const row = aadstsEntry(code);
  expect(row.delivery, `the deliveries ("to") of AADSTS${code}`).toContain(deliveryOf(refusal));
  return row;
}

/** Holds an answer of JSON against the row of its code. */
export function expectRow(row: AadstsEntry, { status, body }: TokenAnswer): void {
  expect([row.oauthError, ...row.otherErrors]).toContain(body.error);
  expect([status, body.suberror]).toEqual([row.httpStatus, row.suberror]);
  expectLookup(row, body.error_uri);
}

/** Holds what a redirect gives the client against the row of its code. */
export function expectRowOnRedirect(row: AadstsEntry, answer: Readonly<Record<string, string>>): void {
  expect([row.redirectError, ...row.otherErrors]).toContain(answer.error);
  expectLookup(row, answer.error_uri);
}

function expectLookup({ code, hasLookupPage }: AadstsEntry, errorUri: unknown): void {
  if (hasLookupPage) expect(errorUri).toMatch(new RegExp(`^https://localhost:\\d+/error[?]code=${code}$`));
  else expect(errorUri).toBeUndefined();
}
