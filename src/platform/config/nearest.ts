/**
 * @param word what somebody wrote
 * @param candidates what could have been meant, at least one
 * @returns the candidate with the fewest edits between (letters added, dropped, replaced, or two neighbours swapped); of
 *   several the first
 */
export function nearest(word: string, candidates: readonly [string, ...string[]]): string {
  const [first, ...others] = candidates;
  let best = { candidate: first, distance: editDistance(word, first) };
  for (const candidate of others) {
    const distance = editDistance(word, candidate);
    if (distance < best.distance) best = { candidate, distance };
  }
  return best.candidate;
}

/** Optimal string alignment distance, upper and lower case alike. */
export function editDistance(from: string, to: string): number {
  const a = from.toLowerCase();
  const b = to.toLowerCase();
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      const edits = [at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + cost];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) edits.push(at(beforeLast, column - 2) + 1);
      current.push(Math.min(...edits));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
