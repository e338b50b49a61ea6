import { environmentVariable } from '../../platform/index.ts';
import { type Paint, paintOf } from './paint.ts';

/** Where a command shows something to a person. */
export interface Terminal {
  readonly paint: Paint;
  /** Whether a person is likely to look at it: what is shown only once may be shown here. */
  readonly isInteractive: boolean;
  /** Characters on a line; undefined where lines may be of any length. */
  readonly columns: number | undefined;
  /** Writes one line, or several. */
  line(text?: string): void;
  /** Writes text as it is. */
  write(text: string): void;
}

/** A stream of text, of a terminal or not. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
  on?(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/**
 * Lets the reader of a pipe go before the end, as `head` does: what nobody reads any more is no failure of the command.
 * Any other failure to write stays one.
 */
export function allowClosedPipe(stream: OutputStream): void {
  stream.on?.('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Colours are for terminals, and for nobody who asked for none. @spec no-color.org */
export function terminalOf(stream: OutputStream): Terminal {
  const isInteractive = stream.isTTY === true;
  const isColoured = isInteractive && !environmentVariable('NO_COLOR') && environmentVariable('TERM') !== 'dumb';
  return {
    paint: paintOf(isColoured),
    isInteractive,
    // A terminal that does not know its width says 0.
    columns: isInteractive ? stream.columns || undefined : undefined,
    line: (text = '') => void stream.write(`${text}\n`),
    write: (text) => void stream.write(text),
  };
}
