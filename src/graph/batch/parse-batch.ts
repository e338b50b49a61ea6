import { GraphFault } from '../fault.ts';

/** Rows a batch may have. @spec Graph JSON batching */
const MOST_ROWS = 20;

/** One row of a `$batch`. */
export interface BatchRow {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** Relative to the version, with its query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when the row has none. */
  readonly body: unknown;
  /** Rows that must be done before, by their ids. */
  readonly dependsOn: readonly string[];
}

/**
 * Reads the rows of a batch, in an order in which each comes after those it depends on.
 * @throws GraphFault `BatchMalformed`
 * @spec Graph JSON batching
 */
export function parseBatch(body: Readonly<Record<string, unknown>>): readonly BatchRow[] {
  const { requests } = body;
  if (!Array.isArray(requests) || requests.length === 0)
    throw malformed("Property 'requests' must be a list of requests.");
  if (requests.length > MOST_ROWS) throw malformed(`Number of batch request steps exceeds the limit of ${MOST_ROWS}.`);
  const rows = requests.map(parseRow);
  const ids = new Set(rows.map(({ id }) => id.toLowerCase()));
  if (ids.size < rows.length) throw malformed('Request ids must be unique, without regard to case.');
  for (const row of rows) {
    const stray = row.dependsOn.find((id) => !ids.has(id.toLowerCase()));
    if (stray !== undefined) throw malformed(`Request '${row.id}' depends on '${stray}', which is not in the batch.`);
  }
  return inOrder(rows);
}

function parseRow(value: unknown): BatchRow {
  if (!isObject(value)) throw malformed('Each request must be an object.');
  const { id, method, url, headers = {}, body, dependsOn = [] } = value;
  if (typeof id !== 'string' || id === '') throw malformed('Each request must have an id.');
  if (typeof method !== 'string' || typeof url !== 'string') {
    throw malformed(`Request '${id}' must have a method and a url.`);
  }
  const written = headers ?? {};
  if (!isObject(written)) throw malformed(`The headers of request '${id}' must be an object.`);
  const before = dependsOn ?? [];
  if (!Array.isArray(before) || !before.every((one): one is string => typeof one === 'string')) {
    throw malformed(`Property 'dependsOn' of request '${id}' must be a list of ids.`);
  }
  const named = Object.entries(written).map(([name, text]) => [name.toLowerCase(), String(text)] as const);
  const fields: Readonly<Record<string, string>> = Object.fromEntries(named);
  const hasBody = body !== undefined && body !== null;
  if (hasBody && fields['content-type'] === undefined) {
    throw malformed(`Request '${id}' has a body and therefore needs the header Content-Type.`);
  }
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: fields,
    body: hasBody ? body : undefined,
    dependsOn: before,
  };
}

/** @throws GraphFault `BatchMalformed` when rows wait for each other */
function inOrder(rows: readonly BatchRow[]): readonly BatchRow[] {
  const waiting = new Set(rows);
  const done = new Set<string>();
  const ordered: BatchRow[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter((row) => row.dependsOn.every((id) => done.has(id.toLowerCase())));
    if (ready.length === 0) throw malformed('Requests of the batch depend on each other in a circle.');
    for (const row of ready) {
      waiting.delete(row);
      done.add(row.id.toLowerCase());
      ordered.push(row);
    }
  }
  return ordered;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(message: string): GraphFault {
  return new GraphFault('BatchMalformed', message);
}
