import type { CliContext } from '../cli-context.ts';
import { UsageFault } from '../usage-fault.ts';
import { wrapText } from './wrap-text.ts';

/** What somebody has to agree to. */
export interface ConsentQuestion {
  /** Whether they did so beforehand, by `--yes`. */
  readonly yes: boolean;
  /** What will break. */
  readonly warning: string;
}

/**
 * Tells what a command will break, and goes on only when that was agreed to: by `--yes`, or by "y" at a terminal.
 * @throws UsageFault `NotConfirmed`
 */
export async function requireConsent({ notes, input }: CliContext, { yes, warning }: ConsentQuestion): Promise<void> {
  for (const line of wrapText(warning, notes.columns ?? 100)) notes.line(notes.paint.warn(line));
  if (yes) return;
  if (!notes.isInteractive)
    throw new UsageFault('NotConfirmed', 'Nothing was changed. If that is what you want, add --yes.');
  notes.write('Go on? [y/N] ');
  if (!/^y(es)?$/i.test((await readLine(input)).trim())) throw new UsageFault('NotConfirmed', 'Nothing was changed.');
}

/** @returns the first line of what is typed or piped in; what there is when it ends without one */
async function readLine(input: CliContext['input']): Promise<string> {
  let text = '';
  for await (const piece of input) {
    text += typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8');
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}
