import { basename } from 'node:path';
import type { Document, LineCounter } from 'yaml';
import type { z } from 'zod';
import { StartFault } from '../start-fault.ts';
import { type SeedDocument, seedSchema } from './seed-schema.ts';

/**
 * Reads a seed file. JSON is YAML too, so one reader serves both.
 * @param path names the file in refusals
 * @throws StartFault `SeedInvalid`, naming the line and the member at fault
 */
export async function readSeed(text: string, path: string): Promise<SeedDocument> {
  // Loaded only when there is a seed file: most starts have none.
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const file = basename(path);
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line } = lines.linePos(problem.pos[0]);
    throw new StartFault('SeedInvalid', `${file} line ${line} is no valid YAML: ${problem.message.split('\n')[0]}.`, {
      cause: problem,
    });
  }
  const parsed = seedSchema.safeParse(plainValue(document, file));
  if (parsed.success) return parsed.data;
  // A misspelt member is also a missing one: the misspelling is what has to be mended.
  const { issues } = parsed.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  throw new StartFault(
    'SeedInvalid',
    `${file} ${issue === undefined ? 'is invalid' : describe(issue, document, lines)}.`,
  );
}

function plainValue(document: Document.Parsed, file: string): unknown {
  try {
    // Bounded: aliases inside aliases can describe more than fits in memory.
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw hasBadAliases(file, cause);
  }
}

const hasBadAliases = (file: string, cause: unknown): StartFault =>
  new StartFault('SeedInvalid', `${file} has aliases that lead nowhere, or far too many of them.`, { cause });

function describe(issue: z.core.$ZodIssue, document: Document.Parsed, lines: LineCounter): string {
  const deepest = issue.code === 'invalid_union' ? (issue.errors[0]?.[0] ?? issue) : issue;
  const path = deepest === issue ? issue.path : [...issue.path, ...deepest.path];
  const unknown = deepest.code === 'unrecognized_keys' ? deepest.keys[0] : undefined;
  const full = unknown === undefined ? path : [...path, unknown];
  const reason = unknown === undefined ? `: ${lowerFirst(deepest.message)}` : ' is no member that is known here';
  return `line ${lineOf(full, document, lines)} (${renderPath(full) || 'the whole file'})${reason}`;
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** `tenants[0].users[1].displayName` */
function renderPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`))
    .join('');
}

/** The line of the member, or, where it is missing, of the nearest one around it that is there. */
function lineOf(path: readonly PropertyKey[], document: Document.Parsed, lines: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    const { range } = (node ?? {}) as { readonly range?: readonly [number, number, number] | null };
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}
