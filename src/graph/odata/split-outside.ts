/** A piece of a split text, with its offset in that text. */
export interface Piece {
  readonly text: string;
  readonly position: number;
}

/**
 * Splits at the delimiters that stand outside quotes and parentheses. Single quotes hold a string literal (doubling one needs no
 * care here: it closes and reopens), double quotes a search clause with backslash escapes.
 * @returns the pieces, untrimmed, or undefined when a quote or parenthesis has no partner
 */
export function splitOutside(text: string, delimiter: ',' | ';'): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "'" || character === '"') {
      index = closingQuote(text, index, character);
      if (index === -1) return undefined;
    } else if (character === '(') {
      depth += 1;
    } else if (character === ')') {
      depth -= 1;
      if (depth < 0) return undefined;
    } else if (character === delimiter && depth === 0) {
      pieces.push({ text: text.slice(start, index), position: start });
      start = index + 1;
    }
  }
  pieces.push({ text: text.slice(start), position: start });
  return depth === 0 ? pieces : undefined;
}

function closingQuote(text: string, open: number, quote: string): number {
  for (let index = open + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === quote) return index;
    if (character === '\\' && quote === '"') index += 1;
  }
  return -1;
}
