import { createHash } from 'node:crypto';
import type { Parameters } from '../wire/form.ts';

/** How often a browser asked the same. It lives in a cookie: whoever changes it ends a loop of their own later, and nothing else. */
export interface RequestCount {
  /** Which request: 22 characters of base64url. */
  readonly key: string;
  readonly count: number;
  /** Milliseconds since the Unix epoch. */
  readonly since: number;
}

const WINDOW = 5 * 60 * 1000;
const MOST = 14;
/** What makes two requests the same: whom for, what for, who asks, and where the answer goes in which shape. */
const IDENTITY = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'resource',
  'login_hint',
  'sid',
  'id_token_hint',
  'prompt',
];
const TEXT = /^([A-Za-z0-9_-]{22})-(\d{1,3})-(\d{1,12})$/;

/**
 * Counts an authorize request of a browser.
 * @param before what the browser's cookie says
 * @param now milliseconds since the Unix epoch
 * @returns the count with this request in it
 * @spec Entra AADSTS50196 (fifteen identical requests in five minutes); sts reference 2.7
 */
export function countRequest(before: RequestCount | undefined, parameters: Parameters, now: number): RequestCount {
  const identity = IDENTITY.map((name) => parameters.get(name) ?? '').join('\n');
  const key = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  const isSame = before?.key === key && now >= before.since && now < before.since + WINDOW;
  return isSame ? { ...before, count: before.count + 1 } : { key, count: 1, since: now };
}

/** Whether this is more than a client asks that is not in a loop. */
export function isLoop({ count }: RequestCount): boolean {
  return count > MOST;
}

/** The count as a cookie's value. */
export function renderRequestCount({ key, count, since }: RequestCount): string {
  return `${key}-${count}-${Math.floor(since / 1000)}`;
}

/** @returns undefined for what is no count */
export function parseRequestCount(text: string | undefined): RequestCount | undefined {
  const [, key, count, since] = TEXT.exec(text ?? '') ?? [];
  return key === undefined ? undefined : { key, count: Number(count), since: Number(since) * 1000 };
}
