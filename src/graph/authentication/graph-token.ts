import { MICROSOFT_GRAPH_APP_ID } from '../../catalogue/index.ts';
import {
  type AppId,
  type ObjectId,
  parseAppId,
  parseObjectId,
  parseTenantId,
  type TenantId,
} from '../../kernel/index.ts';
import { issuerOf } from '../../tokens/index.ts';

/** What a Graph token says, once it is known to be one. */
export interface GraphToken {
  readonly tenantId: TenantId;
  readonly appId: AppId;
  /** The user, or the application's service principal. */
  readonly objectId: ObjectId;
  readonly isAppOnly: boolean;
  readonly permissions: ReadonlySet<string>;
  /** The moment of issue, in milliseconds: no earlier than the truth by less than a second. */
  readonly issuedAt: number;
}

/**
 * Names a token for Graph may carry as its audience. Our own address is none of them: Graph does not hold it as a name, so a
 * token that carries it would be for an API that somebody else registered under it. @spec Graph: token audiences
 */
const AUDIENCES: ReadonlySet<string> = new Set([
  MICROSOFT_GRAPH_APP_ID,
  'https://graph.microsoft.com',
  'https://graph.microsoft.com/',
]);

/** Tokens are dated back by five minutes; their true moment decides whether a revocation came later. */
const BACKDATED_SECONDS = 300;

/**
 * Reads the claims of a token that we signed. ID tokens, which speak to a client, and tokens for other APIs are none of Graph's.
 * @returns undefined when it is no access token for Graph
 * @spec Entra access token claims; RFC 8725 §3.8, §3.9
 */
export function readGraphToken(claims: Readonly<Record<string, unknown>>, baseUrl: string): GraphToken | undefined {
  const { aud, iss, tid, oid, scp, roles, nbf } = claims;
  const tenantId = parsed(tid, parseTenantId);
  const objectId = parsed(oid, parseObjectId);
  const appId = parsed(claims.appid ?? claims.azp, parseAppId);
  if (tenantId === undefined || objectId === undefined || appId === undefined) return undefined;
  if (typeof aud !== 'string' || !AUDIENCES.has(aud)) return undefined;
  if (iss !== issuerOf(baseUrl, tenantId, 1) && iss !== issuerOf(baseUrl, tenantId, 2)) return undefined;
  // A token about an application has itself as its subject and no scopes.
  const isAppOnly = scp === undefined;
  if (isAppOnly ? claims.sub !== oid : typeof scp !== 'string') return undefined;
  const values = isAppOnly ? (Array.isArray(roles) ? roles : []) : String(scp).split(' ');
  return {
    tenantId,
    objectId,
    appId,
    isAppOnly,
    permissions: new Set(values.filter((value): value is string => typeof value === 'string' && value !== '')),
    issuedAt: (typeof nbf === 'number' ? nbf + BACKDATED_SECONDS : 0) * 1000,
  };
}

function parsed<Id>(value: unknown, parse: (text: string) => Id | undefined): Id | undefined {
  return typeof value === 'string' ? parse(value) : undefined;
}
