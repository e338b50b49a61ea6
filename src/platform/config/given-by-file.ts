import { basename, dirname } from 'node:path';
import type * as yamlModule from 'yaml';
import type { Document, LineCounter, Node, YAMLMap } from 'yaml';
import { StartFault } from '../start-fault.ts';
import { type GivenValue, requireOptionName } from './given-value.ts';

/** The parts of the library that are used, however it is loaded. */
type Yaml = Pick<typeof yamlModule, 'isMap' | 'isScalar' | 'isSeq' | 'YAMLMap'>;

/**
 * Reads a settings file: a YAML mapping of option names to values.
 * @param path absolute; it names the file in refusals and is where its relative paths start from
 * @returns the values given; an empty one counts as not given
 * @throws StartFault `ConfigFileUnreadable` when it is no such mapping, `UnknownOption`, `InvalidOption`
 */
export async function valuesOfFile(text: string, path: string): Promise<GivenValue[]> {
  // Loaded only when there is a settings file: most starts have none.
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const root = requireMapping(yaml, document, lines, path);
  return root.items.flatMap((pair) => {
    const key = String(yaml.isScalar(pair.key) ? pair.key.value : pair.key);
    const place = `${basename(path)} line ${lineOf(pair.key as Node, lines)} (${key})`;
    const name = requireOptionName(key, 'file', place);
    const given = textOf(yaml, pair.value as Node | null, place);
    return given === undefined ? [] : [{ name, text: given, place, base: dirname(path) }];
  });
}

function requireMapping(yaml: Yaml, document: Document.Parsed, lines: LineCounter, path: string): YAMLMap {
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line } = lines.linePos(problem.pos[0]);
    const what = problem.message.split('\n')[0];
    throw new StartFault('ConfigFileUnreadable', `${basename(path)} line ${line} is no valid YAML: ${what}.`, {
      cause: problem,
    });
  }
  if (document.contents === null) return new yaml.YAMLMap();
  if (!yaml.isMap(document.contents)) {
    throw new StartFault(
      'ConfigFileUnreadable',
      `${basename(path)} is no list of options: write one "name: value" a line.`,
    );
  }
  return document.contents;
}

/** Every source gives text: a number keeps its digits as they are written, a list becomes one with commas. */
function textOf(yaml: Yaml, value: Node | null, place: string): string | undefined {
  if (yaml.isSeq(value)) return value.items.map((item) => textOf(yaml, item as Node, place) ?? '').join(',');
  if (value !== null && !yaml.isScalar(value)) {
    throw new StartFault('InvalidOption', `${place} is a mapping or an alias: it takes a plain value.`);
  }
  if (value === null || value.value === null || value.value === '') return undefined;
  return typeof value.value === 'string' ? value.value : (value.source ?? String(value.value));
}

function lineOf(node: Node, lines: LineCounter): number {
  return lines.linePos(node.range?.[0] ?? 0).line;
}
