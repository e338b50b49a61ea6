import type { SignInParts } from '../sign-in-record.ts';

/** Refusals of a password that was looked at, or not looked at because too many had been wrong. */
const WRONG: ReadonlySet<number> = new Set([50053, 50056, 50126]);
/** Refusals in spite of the right one. */
const RIGHT: ReadonlySet<number> = new Set([50055, 50057]);

/**
 * What a refusal says of the password that came before it.
 * @param code AADSTS number
 * @param now milliseconds since the Unix epoch
 * @returns nothing where no password was judged
 * @spec Entra AADSTS50053, 50055, 50056, 50057, 50126
 */
export function triedPassword(
  code: number,
  now: number,
): Pick<SignInParts, 'methods' | 'isFreshlyAuthenticated' | 'authenticatedAt'> {
  const tried = { methods: ['pwd'], isFreshlyAuthenticated: true };
  if (RIGHT.has(code)) return { ...tried, authenticatedAt: now };
  return WRONG.has(code) ? tried : {};
}
