import { createHash } from 'node:crypto';
import type { RecordedAssertion, RecordedRequest } from '../recorded/fixture.ts';
import type { Cast } from '../recorded/replay.ts';
import type { Taken } from './tap.ts';

/** What was seen of one flow. */
export interface Seen {
  readonly taken: readonly Taken[];
  /** The address at which the client sent its person to sign in, and after how many of its own requests. */
  readonly authorize: { readonly url: string; readonly after: number } | undefined;
}

/** Headers that a server could go by. Others name the machine or the transport. */
const KEPT = [
  'accept',
  'content-type',
  'x-client-sku',
  'x-client-ver',
  'x-ms-lib-capability',
  'client-request-id',
  'return-client-request-id',
  'x-ms-client-request-id',
  'x-anchormailbox',
];
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Fields that hold what an earlier answer gave, or what is drawn anew each time. */
const DRAWN: Readonly<Record<string, string>> = {
  refresh_token: '{refreshToken}',
  device_code: '{deviceCode}',
  code_verifier: '{verifier}',
  code_challenge: '{challenge}',
  state: '{state}',
  nonce: '{nonce}',
};
/** Seconds from the making of an assertion to its times. */
const LIFETIMES = [0, 600, 3600] as const;
const MAX_LAG_SECONDS = 5;

type Pairs = [name: string, value: string][];

/** Whether a request is one of the client's own, and not of a person's browser. */
export function isOfClient({ target }: Taken): boolean {
  return /\/openid-configuration|\/(token|devicecode)$|\/userrealm\/|\/metadata\/endpoints/i.test(target);
}

/** Puts placeholders where a flow held something of its tenant, its person or its moment. */
export function toRecording({ taken, authorize }: Seen, cast: Cast): readonly RecordedRequest[] {
  const put = placeholders(cast);
  const known = new Set<string>();
  const requests = withoutIdlePolls(taken).map((one) => requestOf(one, cast, put, known));
  if (authorize === undefined) return requests;
  const url = new URL(authorize.url);
  const browser = {
    method: 'GET',
    path: put(url.pathname),
    query: pairsOf(url.searchParams, put),
    by: 'browser',
  } as const;
  return requests.toSpliced(authorize.after, 0, browser);
}

/** How often a device asks before its person comes is chance: one time in vain and the last are kept. */
function withoutIdlePolls(taken: readonly Taken[]): readonly Taken[] {
  const polls = taken.filter((one) => one.body().includes('device_code='));
  const idle = new Set(polls.slice(1, -1));
  return taken.filter((one) => !idle.has(one));
}

type Put = (text: string) => string;

/** The longest values first: some are parts of others. */
function placeholders({ platform, values }: Cast): Put {
  const all = Object.entries({ ...values, host: platform.baseUrl }).sort((a, b) => b[1].length - a[1].length);
  return (text) => all.reduce((done, [name, value]) => done.replaceAll(value, `{${name}}`), text);
}

function requestOf(taken: Taken, cast: Cast, put: Put, known: Set<string>): RecordedRequest {
  const [path = '', query] = taken.target.split(/\?(.*)/s);
  const headers = KEPT.flatMap((name) => {
    const value = taken.headers[name];
    return typeof value === 'string' ? [[name, put(value).replaceAll(GUID, '{uuid}')]] : [];
  });
  const base = {
    method: taken.method as RecordedRequest['method'],
    path: put(decodeURIComponent(path)),
    ...(query === undefined ? {} : { query: pairsOf(new URLSearchParams(query), put) }),
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
  if (taken.method !== 'POST') return base;
  const fields = new URLSearchParams(taken.body());
  const own = fields.get('client_assertion');
  const form = pairsOf(fields, put);
  if (own === null || own.trim() === cast.values.federatedToken) return { ...base, form };
  const isNew = !known.has(own);
  known.add(own);
  return { ...base, form, ...(isNew ? { assertion: assertionOf(own, taken.at, cast, put) } : {}) };
}

function pairsOf(fields: URLSearchParams, put: Put): Pairs {
  return [...fields].map(([name, value]) => {
    if (name === 'code') return [name, fields.has('device_code') ? '{deviceCode}' : '{code}'];
    const replaced = put(value);
    if (name === 'client_assertion') return [name, replaced.includes('{federatedToken}') ? replaced : '{assertion}'];
    return [name, DRAWN[name] ?? replaced];
  });
}

function assertionOf(assertion: string, at: number, { signer }: Cast, put: Put): RecordedAssertion {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const head = Buffer.from(header, 'base64url').toString('utf8');
  const body = put(Buffer.from(payload, 'base64url').toString('utf8')).replaceAll(GUID, '{uuid}');
  const isEcdsa = (JSON.parse(head) as { readonly alg: string }).alg.startsWith('ES');
  const isDer = isEcdsa && Buffer.from(signature, 'base64url').length !== 64;
  return {
    header: Object.values(signer.certificates).reduce((text, { der }) => withoutCertificate(text, der), head),
    payload: body.replaceAll(/\b\d{10}(\.\d+)?\b/g, (number, fraction) => timeOf(Number(number), fraction, at)),
    signature: isDer ? 'der' : 'jose',
  };
}

function timeOf(seconds: number, fraction: string | undefined, at: number): string {
  const ahead = seconds - at / 1000;
  const lifetime = LIFETIMES.find((one) => Math.abs(ahead - one) < MAX_LAG_SECONDS);
  if (lifetime === undefined) throw new Error(`nobody knows what ${seconds} stands for in an assertion`);
  return `{now${lifetime === 0 ? '' : `+${lifetime}`}${fraction === undefined ? '' : ':float'}}`;
}

function withoutCertificate(text: string, der: Buffer): string {
  const base64 = der.toString('base64');
  const lines = (base64.match(/.{1,64}/g) ?? []).join('\\n');
  const forms: Pairs = [
    [lines, '{certificate:lines}'],
    [base64, '{certificate}'],
  ];
  for (const digest of ['sha1', 'sha256']) {
    const hash = createHash(digest).update(der).digest();
    const padded = hash.toString('base64');
    forms.push([padded, `{${digest}:base64-padded}`]);
    forms.push([padded.replaceAll('+', '-').replaceAll('/', '_'), `{${digest}:base64url-padded}`]);
    forms.push([hash.toString('base64url'), `{${digest}:base64url}`]);
  }
  return forms.reduce((done, [value, name]) => done.replaceAll(value, name), text);
}
