import {
  type ExplainedRefusal,
  explainRefusal,
  type FoundRefusals,
  findRefusals,
  searchRefusals,
} from '../../../diagnosis/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { layOutTable } from '../../output/table.ts';
import { UsageFault } from '../../usage-fault.ts';
import { writeRefusal } from './write-refusal.ts';

/** Flags of `entrada error`. */
export interface ErrorFlags {
  readonly search?: string;
  readonly json: boolean;
}

/** Explains refusals of the token service. */
export async function runError(this: CliContext, { search, json }: ErrorFlags, given?: string): Promise<void> {
  if (given === undefined) {
    listCodes(this, searchRefusals(search), search, json);
    return;
  }
  const found = findRefusals(given === '-' ? await readInput(this) : given);
  const explained = found.refusals.map(({ code, values }) => explainRefusal(code, values));
  if (explained.length === 0) throw nothingFound(found);
  if (json) {
    const { traceId = null, correlationId = null, timestamp = null, unknown } = found;
    this.terminal.line(JSON.stringify({ errors: explained, unknown, traceId, correlationId, timestamp }, null, 2));
    return;
  }
  for (const each of explained) writeRefusal(this.terminal, each, found);
  if (found.unknown.length > 0)
    this.notes.line(`Not in the table: ${found.unknown.map((code) => `AADSTS${code}`).join(', ')}.`);
}

/** @throws UsageFault `ErrorUnknown` */
function nothingFound({ unknown }: FoundRefusals): UsageFault {
  const [first] = unknown;
  return new UsageFault(
    'ErrorUnknown',
    first === undefined
      ? 'There is no AADSTS code in this. Give a code such as AADSTS50011, or the text of the error; "entrada error --search redirect" looks for one.'
      : `AADSTS${first} is in no table. "entrada error" lists the codes that are known.`,
  );
}

const columns = [{ title: 'Code' }, { title: 'Error' }, { title: 'Object' }, { title: 'Meaning', mayShrink: true }];

function listCodes(
  { terminal, notes }: CliContext,
  refusals: readonly ExplainedRefusal[],
  search: string | undefined,
  json: boolean,
): void {
  if (json) {
    terminal.line(JSON.stringify(refusals, null, 2));
    return;
  }
  if (refusals.length === 0) {
    notes.line(`No code has '${search}' in its name, meaning, situation or remedy.`);
    return;
  }
  const rows = refusals.map(({ code, oauthError, owner, meaning }) => [`AADSTS${code}`, oauthError, owner, meaning]);
  for (const line of layOutTable(columns, rows, { width: terminal.columns, title: terminal.paint.dim }))
    terminal.line(line);
}

async function readInput({ input }: CliContext): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
