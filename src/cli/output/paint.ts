/** How text is set off on a terminal. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
  /** As it should be. */
  readonly good: (text: string) => string;
  /** Worth a look. */
  readonly warn: (text: string) => string;
  /** Wrong, or dangerous. */
  readonly bad: (text: string) => string;
}

const plain = (text: string): string => text;
const wrap =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

/** @returns the means of a terminal with colours, or of one without */
export function paintOf(isColoured: boolean): Paint {
  if (!isColoured) return { bold: plain, dim: plain, accent: plain, good: plain, warn: plain, bad: plain };
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    accent: wrap(36, 39),
    good: wrap(32, 39),
    warn: wrap(33, 39),
    bad: wrap(31, 39),
  };
}
