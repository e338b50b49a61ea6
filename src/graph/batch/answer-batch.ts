import { type GraphAnswer, json, notStored } from '../answer.ts';
import { type GraphRequest, readBody } from '../call.ts';
import { GraphFault } from '../fault.ts';
import { parseRelativePath, prefersCreation, splitQuery } from '../odata/index.ts';
import { type BatchRow, parseBatch } from './parse-batch.ts';

/** Answers one row, refusals included. */
export type RowAnswerer = (request: () => GraphRequest) => Promise<GraphAnswer>;

const JSON_TYPE = 'application/json';

/**
 * Answers a `$batch`: each row is a request of its own, with its own permission, and a row waits for those it depends on.
 * @param batch the request that carries the rows
 * @param answer must not throw for what a row asks
 * @throws GraphFault `BatchMalformed`, `PayloadMalformed` when the batch itself cannot be read
 * @spec Graph JSON batching
 */
export async function answerBatch(batch: GraphRequest, answer: RowAnswerer): Promise<GraphAnswer> {
  const rows = parseBatch(readBody({ request: batch }));
  const statuses = new Map<string, number>();
  const responses: unknown[] = [];
  let showsSecrets = false;
  // One after the other: rows that do not say so depend on each other all the same, in what they write.
  for (const row of rows) {
    const answered = await answer(() => {
      requireSuccess(row, statuses);
      return requestOf(batch, row);
    });
    statuses.set(row.id.toLowerCase(), answered.status);
    if (answered.headers?.['cache-control'] === notStored['cache-control']) showsSecrets = true;
    responses.push(renderRow(row, answered));
  }
  return { ...json({ responses }), ...(showsSecrets ? { headers: notStored } : {}) };
}

/** @throws GraphFault `DependencyFailed` */
function requireSuccess(row: BatchRow, statuses: ReadonlyMap<string, number>): void {
  const failed = row.dependsOn.find((id) => (statuses.get(id.toLowerCase()) ?? 0) >= 400);
  if (failed === undefined) return;
  throw new GraphFault('DependencyFailed', `Request '${failed}', which this one depends on, failed.`);
}

function requestOf(batch: GraphRequest, row: BatchRow): GraphRequest {
  const { path, query } = splitQuery(row.url);
  const relative = path.startsWith('/') ? path : `/${path}`;
  const { segments } = parseRelativePath(batch.version, relative);
  if (segments.some((segment) => segment.kind === 'system' && segment.name === '$batch')) {
    throw new GraphFault('BatchMalformed', 'A batch cannot contain another one.');
  }
  return {
    ...batch,
    method: row.method,
    segments,
    path: relative,
    query,
    eventual: row.headers.consistencylevel?.toLowerCase() === 'eventual',
    createsIfMissing: prefersCreation(row.headers.prefer),
    body: { value: row.body },
  };
}

function renderRow({ id }: BatchRow, { status, body, headers }: GraphAnswer): unknown {
  const type = typeof body === 'string' ? 'text/plain' : JSON_TYPE;
  const sent = body === undefined ? headers : { 'Content-Type': type, ...withoutType(headers) };
  return {
    id,
    status,
    ...(sent === undefined || Object.keys(sent).length === 0 ? {} : { headers: sent }),
    ...(body === undefined ? {} : { body }),
  };
}

function withoutType(headers: GraphAnswer['headers'] = {}): Readonly<Record<string, string>> {
  const { 'content-type': _, ...rest } = headers;
  return rest;
}
