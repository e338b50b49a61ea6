/** Work that waits its turn: so much at once, and only so much waiting behind it. */
export type Line = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** How a line is kept. */
export interface LineOptions {
  /** How much may be at work at once. */
  readonly atOnce: number;
  /** How much may wait behind it. */
  readonly waiting: number;
  /** What is thrown when no more may wait. */
  readonly full: () => Error;
}

/**
 * Keeps a line: first come, first served. What fails leaves its place to the next as what succeeds does; its failure belongs
 * to its own caller.
 */
export function createLine({ atOnce, waiting, full }: LineOptions): Line {
  const behind: (() => void)[] = [];
  let atWork = 0;

  async function takePlace(): Promise<void> {
    if (atWork < atOnce) {
      atWork += 1;
      return;
    }
    if (behind.length >= waiting) throw full();
    // Whoever leaves hands the place over, so that nobody who comes in between can take it.
    await new Promise<void>((resolve) => behind.push(resolve));
  }

  function leave(): void {
    const next = behind.shift();
    if (next === undefined) atWork -= 1;
    else next();
  }

  return async (work) => {
    await takePlace();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
