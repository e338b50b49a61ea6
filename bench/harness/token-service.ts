import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { type HttpsClient, withHttpsClient } from './https-client.ts';

/** A token service under test, ours or a peer: where it is and the request that makes it issue one access token. */
export interface TokenService {
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  /** The authority of its certificate, PEM. */
  readonly ca: string;
  /** Parameters of the token request. */
  readonly form: Readonly<Record<string, string>>;
}

/** @returns the body of the token request */
export const formBody = ({ form }: TokenService): string => new URLSearchParams(form).toString();

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' } as const;

/**
 * Asks for one token.
 * @throws Error when it is refused
 */
export async function requestToken(client: HttpsClient, service: TokenService): Promise<string> {
  const answer = await client.send({
    method: 'POST',
    url: service.tokenUrl,
    headers: formHeaders,
    body: formBody(service),
  });
  if (answer.status !== 200) throw new Error(`${service.tokenUrl} was answered ${answer.status}: ${answer.body}`);
  return (JSON.parse(answer.body) as { readonly access_token: string }).access_token;
}

/**
 * Makes sure that a service does the work that is compared: an RS256 signature by a key of 2048 bits in every token.
 * @returns the length of a token in characters
 * @throws Error when it issues something else
 */
export function requireRs256Tokens(service: TokenService): Promise<number> {
  return withHttpsClient(service.ca, (client) => checkTokens(client, service));
}

async function checkTokens(client: HttpsClient, service: TokenService): Promise<number> {
  const tokens = [await requestToken(client, service), await requestToken(client, service)] as const;
  if (tokens[0] === tokens[1]) throw new Error(`${service.tokenUrl} issued the same token twice.`);
  const keys = createLocalJWKSet((await client.json({ url: service.jwksUrl })) as JSONWebKeySet);
  for (const token of tokens) {
    await jwtVerify(token, keys, { algorithms: ['RS256'] });
    const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url');
    if (signature.length !== 256) throw new Error(`${service.tokenUrl} signs with ${signature.length * 8} bits.`);
  }
  return tokens[0].length;
}
