import { createHash, randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../../src/testing/index.ts';
import { answerTo, type Credentials, Person } from '../person.ts';
import { fill, type Lookup } from './fill.ts';
import type { Fixture, RecordedRequest } from './fixture.ts';
import { type Signer, signAssertion } from './sign-assertion.ts';

/** Who plays the parts of a recording. */
export interface Cast {
  readonly platform: Pick<TestPlatform, 'baseUrl' | 'fetch'>;
  /** Values for the placeholders that do not come out of the answers. */
  readonly values: Readonly<Record<string, string>>;
  readonly person: Credentials;
  readonly signer: Signer;
  /** Lets the person enter the code that a device shows. */
  approve(userCode: string): Promise<void>;
}

/** A request as it was sent, and what came back. */
export interface Exchange {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: ReadonlyMap<string, string>;
  readonly status: number;
  readonly answerHeaders: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What an answer teaches the client for its next request. */
const LEARNED = { refresh_token: 'refreshToken', device_code: 'deviceCode', access_token: 'accessToken' } as const;

/** What happened when a recording was played. */
export interface Replay {
  /** The requests of the client itself, in order; what its browser did is not among them. */
  readonly exchanges: readonly Exchange[];
  /** What stood in the places of the recording. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Sends the requests of a recording one after the other, with live values in their places and assertions signed anew.
 */
export async function replay(fixture: Fixture, cast: Cast): Promise<Replay> {
  const verifier = randomUUID() + randomUUID();
  const values = new Map([
    ...Object.entries(cast.values),
    ['host', cast.platform.baseUrl],
    ['verifier', verifier],
    ['challenge', createHash('sha256').update(verifier).digest('base64url')],
    ['state', randomUUID()],
    ['nonce', randomUUID()],
  ]);
  const lookup: Lookup = (name) => (name === 'uuid' ? randomUUID() : values.get(name));
  const exchanges: Exchange[] = [];
  for (const request of fixture.requests) {
    if (request.by === 'browser') {
      values.set('code', await codeOf(request, lookup, cast));
      continue;
    }
    if (request.assertion !== undefined) values.set('assertion', signAssertion(request.assertion, lookup, cast.signer));
    const exchange = await send(request, lookup, cast);
    exchanges.push(exchange);
    for (const [field, name] of Object.entries(LEARNED)) {
      const value = exchange.body[field];
      if (typeof value === 'string') values.set(name, value);
    }
    const { user_code: userCode } = exchange.body;
    if (typeof userCode === 'string') values.set('userCode', userCode);
    if (exchange.body.error === 'authorization_pending') await cast.approve(values.get('userCode') ?? '');
  }
  return { exchanges, values };
}

/** Signs the person in at the address that the client opens, and takes what the browser brings back. */
async function codeOf(request: RecordedRequest, lookup: Lookup, cast: Cast): Promise<string> {
  const person = new Person(cast.platform);
  const arrival = await person.answer(await person.visit(addressOf(request, lookup, cast)), cast.person, {
    consent: 'accept',
  });
  const { code, state, error_description: refusal } = answerTo(arrival);
  if (code === undefined || state !== lookup('state')) throw new Error(`no code: ${refusal ?? arrival.html}`);
  return code;
}

function addressOf({ path, query }: RecordedRequest, lookup: Lookup, { platform }: Cast): string {
  const base = `${platform.baseUrl}${fill(path, lookup)}`;
  if (query === undefined) return base;
  return `${base}?${new URLSearchParams(query.map(([name, value]) => [name, fill(value, lookup)]))}`;
}

async function send(request: RecordedRequest, lookup: Lookup, cast: Cast): Promise<Exchange> {
  const address = addressOf(request, lookup, cast);
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name, fill(value, lookup)]),
  );
  const fields = (request.form ?? []).map(([name, value]) => [name, fill(value, lookup)]);
  const response = await cast.platform.fetch(address, {
    method: request.method,
    headers,
    ...(request.form === undefined ? {} : { body: String(new URLSearchParams(fields)) }),
  });
  const text = await response.text();
  return {
    path: new URL(address).pathname,
    headers,
    fields: new Map(fields as [string, string][]),
    status: response.status,
    answerHeaders: response.headers,
    body: parsed(text, response.status, address),
  };
}

/** Every client parses every answer as JSON, whatever its status. */
function parsed(text: string, status: number, address: string): Exchange['body'] {
  try {
    return JSON.parse(text) as Exchange['body'];
  } catch (cause) {
    throw new Error(`${status} without JSON from ${address}: ${text.slice(0, 200)}`, { cause });
  }
}
