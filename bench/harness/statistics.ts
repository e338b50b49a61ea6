/**
 * @param share from 0 to 1: 0.5 is the median, 0.99 what one value in a hundred exceeds
 * @returns the value at that share by nearest rank: always one that was measured
 * @throws RangeError without values, or for a share outside its range
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('There is no percentile of nothing.');
  if (!(share >= 0 && share <= 1)) throw new RangeError(`A share lies between 0 and 1, not at ${share}.`);
  const ascending = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * ascending.length));
  return ascending[rank - 1] as number;
}

/**
 * @returns the middle value, or the mean of the middle two
 * @throws RangeError without values
 */
export function median(values: readonly number[]): number {
  const lower = percentile(values, 0.5);
  if (values.length % 2 === 1) return lower;
  const upper = values.toSorted((a, b) => a - b)[values.length / 2] as number;
  return (lower + upper) / 2;
}

/**
 * Compares two things that were measured in turns, round by round: what slows the whole machine for a while slows both of a
 * round, and drops out.
 * @returns the median of `over[i] / under[i]`
 * @throws RangeError when the rounds do not match, or there are none
 */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  if (over.length !== under.length) throw new RangeError('Rounds are compared with rounds of the same number.');
  return median(over.map((value, round) => value / (under[round] as number)));
}
