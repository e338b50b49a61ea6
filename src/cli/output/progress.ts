import type { Terminal } from './terminal.ts';

/** What takes longer than this, in milliseconds, says what it is doing. */
const PATIENCE = 1_000;
const FRAME_MILLISECONDS = 100;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const ERASE = '\r\u001b[2K';

/**
 * Does something, and tells what it is once that takes longer than a second: on one line that moves where a person looks on,
 * with one line a step elsewhere.
 * @param notes where to tell; never where the result goes
 * @param step what is done first
 * @param work told how to name what is done next
 */
export async function withProgress<Result>(
  notes: Terminal,
  step: string,
  work: (say: (step: string) => void) => Promise<Result>,
): Promise<Result> {
  let now = step;
  let isTelling = false;
  let frame = 0;
  const show = (): void => {
    if (notes.isInteractive) notes.write(`${ERASE}${frames[frame++ % frames.length] ?? ''} ${now}…`);
  };
  let ticking: NodeJS.Timeout | undefined;
  const patience = setTimeout(() => {
    isTelling = true;
    if (notes.isInteractive) ticking = setInterval(show, FRAME_MILLISECONDS);
    else notes.line(`${now}…`);
    show();
  }, PATIENCE);
  try {
    return await work((next) => {
      now = next;
      if (isTelling && !notes.isInteractive) notes.line(`${now}…`);
    });
  } finally {
    clearTimeout(patience);
    clearInterval(ticking);
    if (isTelling && notes.isInteractive) notes.write(ERASE);
  }
}
