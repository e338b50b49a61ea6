/** An answer that was lost on its way may be asked for again so long. Milliseconds. */
export const LOST_ANSWER = 30 * 1000;

/**
 * Whether a refresh token is good once, in this tenant and for this client. A client that proves itself is known whatever it presents:
 * only for those that do not is a copied token as good as theirs.
 * @param reuse the tenant's setting
 * @param isPublic whether the client presented no credential
 * @spec RFC 9700 §2.2.2, §4.14.2
 */
export function isGoodOnce(reuse: 'allow' | 'revoke', isPublic: boolean): boolean {
  return reuse === 'revoke' && isPublic;
}

/**
 * Whether a token that is good once is presented again so late that no lost answer explains it.
 * @param spentAt when it was used up (milliseconds); null when it was not
 * @param now milliseconds
 */
export function isReuse(spentAt: number | null, now: number): boolean {
  return spentAt !== null && spentAt + LOST_ANSWER <= now;
}
