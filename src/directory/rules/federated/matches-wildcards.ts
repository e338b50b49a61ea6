/**
 * Whether a whole text has the form of a pattern: `?` is any one character, `*` any number of them, none included, everything
 * else itself. Letter case counts. It remembers the last `*` alone, because what an earlier one took never needs to change: the
 * work is at most the length of the pattern times that of the text, whatever they hold.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  const wanted = Array.from(pattern);
  const given = Array.from(text);
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  for (let index = 0; index < given.length; ) {
    const symbol = wanted[at];
    if (symbol === '*') {
      star = at;
      resumeAt = index;
      at += 1;
    } else if (symbol !== undefined && (symbol === '?' || symbol === given[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      resumeAt += 1;
      index = resumeAt;
      at = star + 1;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((symbol) => symbol === '*');
}
