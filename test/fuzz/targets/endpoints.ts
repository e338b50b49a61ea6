import { Agent, request as httpsRequest } from 'node:https';
import type { Fetch } from '../../../src/testing/test-fetch.ts';
import type { Person } from '../../interop/person.ts';
import { openStage, type Stage } from '../../interop/stage.ts';
import { servedTarget, type Target } from '../target.ts';
import { DESCRIPTION } from '../texts.ts';
import type { Answer } from './answer.ts';
import { answerPages, hostileAnswers } from './forms.ts';
import { CANARY, type HostileRequest, hostileRequests } from './requests.ts';
import { hostileBytes, sendBytes } from './sockets.ts';

/** A server under attack, and what its log said. */
interface Arena {
  readonly stage: Stage;
  readonly agent: Agent;
  readonly log: string[];
}

/** A whole server, attacked over HTTP and below it. @param databaseUrl default: SQLite in memory */
export async function openServedTargets(databaseUrl?: string): Promise<readonly Target[]> {
  const log: string[] = [];
  const stage = await openStage({
    log: { write: (line) => void log.push(line) },
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  const arena: Arena = {
    stage,
    log,
    agent: new Agent({ keepAlive: true, maxSockets: 8, ca: stage.platform.caPem }),
  };
  const requests = servedTarget('endpoints', 50, hostileRequests(stage), async (hostile) => {
    judge(await send(arena, hostile));
    judgeLog(arena);
  });
  const bytes = servedTarget('raw-bytes', 2, hostileBytes(stage), async (raw) => {
    const told = await sendBytes(stage, raw);
    if (!/^(HTTP\/1\.[01] [1234]\d\d |$)/.test(told)) throw new Error(`answered ${told.slice(0, 200)}`);
    judgeLog(arena);
  });
  const forms = servedTarget('sign-in-forms', 3, hostileAnswers(stage), async (hostile) => {
    for (const arrival of await answerPages(stage, browserOf(arena), hostile)) judge(arrival);
    judgeLog(arena);
  });
  const close = async () => {
    arena.agent.destroy();
    await stage.stop();
  };
  return [requests, forms, { ...bytes, close }];
}

function send({ stage, agent }: Arena, { method, path, headers, body }: HostileRequest): Promise<Answer> {
  const { hostname, port } = new URL(stage.platform.baseUrl);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const call = httpsRequest(
      { hostname, port, agent, method, path, headers: { ...headers, ...length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: headersOf(response.rawHeaders),
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  return headers;
}

/** A browser that keeps its connections: to begin a new one takes longer than most answers do. */
function browserOf(arena: Arena): ConstructorParameters<typeof Person>[0] {
  const { baseUrl } = arena.stage.platform;
  const fetch: Fetch = async (address, { method = 'GET', headers = {}, body } = {}) => {
    const { pathname, search } = new URL(String(address));
    const isForm = body instanceof URLSearchParams;
    const type = isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const request = { method, path: pathname + search, headers: { ...type, ...(headers as Record<string, string>) } };
    const answer = await send(arena, { ...request, body: isForm ? body.toString() : undefined });
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };
  return { baseUrl, fetch };
}

const REGISTERED =
  /^(https:\/\/web\.example\/signin-oidc|https:\/\/spa\.example\/callback|http:\/\/localhost(:\d{1,5})?\/?)([?#]|$)/;

/** What every answer is held to, whatever was asked. */
function judge({ status, headers, body }: Answer): void {
  const refuse = (why: string): never => {
    throw new Error(`${why}: ${status} ${JSON.stringify([...headers])} ${body.slice(0, 600)}`);
  };
  // Too long for the parser of HTTP itself, which says no more.
  if (status === 431 && body === '') return;
  if (status >= 500) refuse('failed');
  const type = headers.get('content-type') ?? '';
  if (body.includes(CANARY) && type.startsWith('application/json')) refuse('repeats a secret');
  if (/<xss/i.test(body) && type.startsWith('text/html')) refuse('holds markup of the caller');
  const location = headers.get('location');
  if (location !== null && !REGISTERED.test(location)) refuse('sends a browser elsewhere');
  if (headers.get('x-content-type-options') !== 'nosniff') refuse('may be sniffed');
  if (body === '') return;
  if (type.startsWith('text/html')) {
    if (!headers.get('content-security-policy')?.includes("default-src 'none'")) refuse('has no policy');
    return;
  }
  if (!type.startsWith('application/json')) refuse('is neither JSON nor a page');
  const parsed = JSON.parse(body) as Readonly<Record<string, unknown>>;
  if (status < 400) return;
  if (typeof parsed.error !== 'string') refuse('tells no error');
  // Who brings no token at all is told no more than the scheme (RFC 6750 §3.1).
  if (parsed.error_description === undefined && headers.has('www-authenticate')) return;
  if (typeof parsed.error_description !== 'string') refuse('does not describe the error');
  if (!DESCRIPTION.test(String(parsed.error_description))) refuse('describes the error in forbidden letters');
}

/** Bugs are logged as errors; nothing that is secret is logged at all. */
function judgeLog({ log }: Arena): void {
  for (const line of log.splice(0)) {
    if ((JSON.parse(line) as { readonly level: number | string }).level === 50 || line.includes('"level":"error"'))
      throw new Error(`the log tells of a bug: ${line}`);
    if (line.includes(CANARY)) throw new Error(`the log holds a secret: ${line}`);
  }
}
