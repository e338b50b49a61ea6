import { printable } from './printable.ts';

/** A column. */
export interface Column {
  readonly title: string;
  /** Whether it may be cut where the terminal is narrow; ids never are. */
  readonly mayShrink?: boolean;
}

/** A text, or a text that is set off. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string };

const GAP = '  ';
const LEAST = 8;

const textOf = (cell: Cell): string => printable(typeof cell === 'string' ? cell : cell.text);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * Lays cells out in columns.
 * @param width most characters on a line; undefined lets lines be as long as they are, for programs that read them
 * @param title how the titles are set off
 * @returns lines without blanks at their ends
 */
export function layOutTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { width, title }: { readonly width: number | undefined; readonly title: (text: string) => string },
): string[] {
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...rows.map((row) => [...textOf(row[index] ?? '')].length)),
  );
  shrink(widths, columns, width);
  const lay = (cells: readonly Cell[]): string =>
    columns
      .map((_, index) => {
        const cell = cells[index] ?? '';
        const text = cut(textOf(cell), widths[index] ?? 0);
        const isLast = index === columns.length - 1;
        const padding = isLast ? '' : ' '.repeat((widths[index] ?? 0) - [...text].length);
        return `${typeof cell === 'string' ? text : cell.paint(text)}${padding}`;
      })
      .join(GAP)
      .trimEnd();
  return [lay(columns.map((column) => ({ text: column.title.toUpperCase(), paint: title }))), ...rows.map(lay)];
}

/** Takes from the widest that may shrink, until all fit or none can give more. */
function shrink(widths: number[], columns: readonly Column[], width: number | undefined): void {
  if (width === undefined) return;
  let excess = sum(widths) + GAP.length * (columns.length - 1) - width;
  while (excess > 0) {
    let widest = -1;
    for (const [index, column] of columns.entries()) {
      const own = widths[index] ?? 0;
      if (column.mayShrink && own > LEAST && own > (widths[widest] ?? 0)) widest = index;
    }
    if (widest === -1) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
}

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}
