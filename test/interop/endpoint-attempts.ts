import type { TestTenant } from '../../src/testing/index.ts';
import { errorCodeOf, has } from './person.ts';
import type { Stage } from './stage.ts';

/** Everybody on the stage, and a tenant that has nothing to do with them. */
export interface Cast {
  readonly stage: Stage;
  readonly other: TestTenant;
  /** A token of the other tenant's administering application, for Graph. */
  readonly otherGraphToken: string;
  /** A token of an application without any right, for Graph. */
  readonly powerlessGraphToken: string;
}

/** One caller's attempt, and what they are told. */
export interface Attempt {
  readonly ask: (cast: Cast) => Promise<string>;
  readonly told: string;
}

/** One method of one route, and the three callers that must not get anywhere. */
export interface EndpointRow {
  readonly method: string;
  readonly path: string;
  readonly stranger: Attempt;
  readonly wrongTenant: Attempt;
  readonly underPrivileged: Attempt;
}

export type Fields = Readonly<Record<string, string>>;
export const unknownTenant = '99999999-0000-4000-8000-000000000009';

/** Says in a word what an answer tells its caller. */
export function wordsOf(status: number, text: string, contentType: string): string {
  if (contentType.startsWith('text/html')) {
    const page = { status, html: text, headers: new Headers(), location: undefined };
    const code = errorCodeOf(page);
    if (code !== undefined) return `page AADSTS${code}`;
    if (has(page, 'i0116')) return 'asked to sign in';
    if (has(page, 'idBtn_Accept')) return 'asked for consent';
    if (text.includes('AADSTS90094')) return 'told to ask an administrator';
    return `page ${/<title>([^<·]*)/.exec(text)?.[1]?.trim()}`;
  }
  if (!contentType.startsWith('application/json') || text === '') return `${status}`;
  const { error, error_codes: codes } = JSON.parse(text) as {
    error?: { code: string } | string;
    error_codes?: number[];
  };
  if (codes !== undefined) return `${status} AADSTS${codes[0]}`;
  if (typeof error === 'object') return `${status} ${error.code}`;
  return error === undefined ? `${status}` : `${status} ${error}`;
}

/** Sends a request and says in a word what comes of it. */
export async function tell(cast: Cast, path: string, init: RequestInit = {}): Promise<string> {
  const { baseUrl, fetch } = cast.stage.platform;
  const response = await fetch(`${baseUrl}${path}`, { redirect: 'manual', ...init });
  const location = response.headers.get('location');
  if (location !== null) return `sent on with ${new URL(location).searchParams.get('error') ?? 'an answer'}`;
  return wordsOf(response.status, await response.text(), response.headers.get('content-type') ?? '');
}

/** An attempt that needs no preparation; `:tenant` is the stage's own. */
export const asks = (told: string, path: string, init?: RequestInit): Attempt => ({
  told,
  ask: (cast) => tell(cast, path.replace(':tenant', cast.stage.platform.tenant.id), init),
});
