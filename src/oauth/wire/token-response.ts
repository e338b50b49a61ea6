import type { IssuedTokens } from '../../issuance/index.ts';
import type { HttpResponse } from '../../kernel/index.ts';
import { tokenTimes } from '../../tokens/index.ts';
import type { Dialect } from '../dialect.ts';
import type { GrantResult } from '../grants/grant.ts';
import { jsonResponse } from './responses.ts';

type Fields = Readonly<Record<string, string | number>>;

/**
 * Renders the tokens. Version 1 writes every number as text, and says when the token holds and for which API.
 * @spec RFC 6749 §5.1; sts reference 4.1
 */
export function tokenResponse(dialect: Dialect, tokens: IssuedTokens, result: GrantResult): HttpResponse {
  const fields: Fields = {
    token_type: 'Bearer',
    ...given('scope', result.scope),
    expires_in: tokens.expiresInSeconds,
    ext_expires_in: tokens.expiresInSeconds,
    ...(dialect === 1 ? fieldsOfVersion1(result) : {}),
    ...given('access_token', tokens.accessToken),
    ...given('refresh_token', tokens.refreshToken),
    ...given('refresh_token_expires_in', tokens.refreshTokenExpiresInSeconds),
    ...given('id_token', tokens.idToken),
    ...given('client_info', result.clientInfo),
    ...given('spa_code', tokens.handedOverCode),
  };
  return jsonResponse(200, dialect === 1 ? asText(fields) : fields);
}

function fieldsOfVersion1({ issuance, resource }: GrantResult): Fields {
  if (issuance.accessToken === null) return {};
  const { exp, nbf } = tokenTimes(issuance.accessToken.issuedAt, issuance.accessToken.lifetimeSeconds);
  return { expires_on: exp, not_before: nbf, resource };
}

function given(name: string, value: string | number | null): Fields {
  return value === null ? {} : { [name]: value };
}

function asText(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}
