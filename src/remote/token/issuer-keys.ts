import { z } from 'zod';
import { RemoteFault } from '../fault.ts';
import type { Transport } from '../transport/transport.ts';
import { parseJson } from './token-answer.ts';

/** A public key as an issuer publishes it. @spec RFC 7517 */
export type PublishedKey = Readonly<Record<string, unknown>>;

const metadata = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/**
 * Reads the keys that an issuer publishes, by way of its metadata. Nothing of a token is sent.
 * @param issuer the `iss` of a token; whether to believe that address is the caller's to decide beforehand
 * @throws RemoteFault when they cannot be had
 * @spec OpenID Connect Discovery §4; RFC 7517 §5
 */
export async function fetchIssuerKeys(transport: Transport, issuer: string): Promise<readonly PublishedKey[]> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const { jwks_uri: keysAddress } = await fetchDocument(transport, address, metadata);
  return (await fetchDocument(transport, keysAddress, keySet)).keys;
}

async function fetchDocument<Document>(
  transport: Transport,
  url: string,
  schema: z.ZodType<Document>,
): Promise<Document> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw new RemoteFault('AnswerUnexpected', `${url} is no https address.`);
  }
  const answer = await transport.send({ method: 'GET', url });
  const parsed = schema.safeParse(answer.status === 200 ? parseJson(answer.body) : undefined);
  if (!parsed.success) throw new RemoteFault('AnswerUnexpected', `${url} has no metadata of an issuer.`);
  return parsed.data;
}
