import { MICROSOFT_GRAPH_APP_ID } from '../../catalogue/index.ts';
import { OPENID_SCOPES } from '../../consent/index.ts';
import { refusal } from '../fault.ts';

/** What a request asks of one API. */
export interface ResourceScopes {
  /** The API as the client named it: an identifier URI, an appId, or Graph's appId when there was no prefix. */
  readonly identifier: string;
  /** What stood before the scope values, as it was sent; empty for scopes without a prefix. */
  readonly prefix: string;
  readonly values: readonly string[];
  readonly isDefault: boolean;
}

/** A parsed `scope` parameter. */
export interface ScopeRequest {
  /** OpenID scopes asked for, each once. */
  readonly openid: readonly string[];
  /** APIs in the order they were first named. */
  readonly resources: readonly ResourceScopes[];
}

/** Scopes of OpenID Connect that Entra does not have. They are ignored, as a conformant provider may. @spec OIDC Core §5.4 */
const IGNORED: ReadonlySet<string> = new Set(['address', 'phone']);
/** Prefixes that stand for Microsoft Graph wherever it runs. @spec sts reference 5.1 */
const GRAPH_PREFIXES: readonly string[] = ['https://graph.microsoft.com', MICROSOFT_GRAPH_APP_ID];
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
const MAX_SCOPES = 200;

/**
 * Splits a `scope` parameter by API. A scope's prefix up to its last `/` names the API; without one it is Microsoft Graph's. All the
 * names of Graph are one API.
 * @param aliases names that stand for Graph here besides its own (the address of our Graph face)
 * @throws OAuthFault AADSTS70011 for malformed scopes and for `.default` mixed with named scopes or with another API
 * @spec RFC 6749 §3.3; sts reference 4.9
 */
export function parseScope(scope: string, aliases: readonly string[] = []): ScopeRequest {
  const tokens = scope.split(' ').filter((token) => token !== '');
  if (tokens.length > MAX_SCOPES || !tokens.every((token) => SCOPE_TOKEN.test(token))) throw refusal(70011, { scope });
  const openid = new Set<string>();
  const resources = new Map<string, Named>();
  for (const token of tokens) {
    if (OPENID_SCOPES.includes(token)) openid.add(token);
    else if (!IGNORED.has(token)) addScope(resources, token, aliases);
  }
  const apis = [...resources.values()].map((named) => toResource(scope, named));
  if (apis.length > 1 && apis.some(({ isDefault }) => isDefault)) throw refusal(70011, { scope });
  return { openid: [...openid], resources: apis };
}

interface Named {
  readonly identifier: string;
  readonly prefix: string;
  readonly values: Set<string>;
}

function addScope(resources: Map<string, Named>, token: string, aliases: readonly string[]): void {
  const slash = token.lastIndexOf('/');
  const prefix = token.slice(0, Math.max(slash, 0));
  const isAlias = slash < 0 || aliases.some((alias) => isSameName(alias, prefix));
  const identifier = isAlias ? MICROSOFT_GRAPH_APP_ID : prefix;
  // What Graph is called decides the audience of its token, not which API it is.
  const isGraph = isAlias || GRAPH_PREFIXES.some((name) => isSameName(name, prefix));
  const key = isGraph ? MICROSOFT_GRAPH_APP_ID : identifier.toLowerCase();
  const entry = resources.get(key) ?? { identifier, prefix, values: new Set<string>() };
  entry.values.add(token.slice(slash + 1));
  resources.set(key, entry);
}

/** Without regard to case, and to the slash of a registered name that a `//` in the scope stands for. */
function isSameName(name: string, prefix: string): boolean {
  return name.toLowerCase() === prefix.toLowerCase().replace(/\/$/, '');
}

function toResource(scope: string, { identifier, prefix, values }: Named): ResourceScopes {
  const isDefault = values.has('.default');
  if (values.has('')) throw refusal(70011, { scope });
  if (isDefault && values.size > 1) throw refusal(70011, { scope });
  return { identifier, prefix, values: isDefault ? [] : [...values], isDefault };
}
