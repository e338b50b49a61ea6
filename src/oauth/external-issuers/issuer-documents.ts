import { type IssuerKey, parseIssuerKeys } from '../../tokens/index.ts';
import { DocumentFault, type FetchDocument } from './document-source.ts';

const DISCOVERY = '/.well-known/openid-configuration';

/**
 * Reads the keys that an issuer publishes: its discovery document, which must name exactly this issuer, and the JWK set that it
 * points to.
 * @param issuer as the federated credential has it
 * @throws DocumentFault
 * @spec OpenID Connect Discovery 1.0 §4.1 (a slash at the end is taken off), §4.3 (the issuer is the same, letter by letter)
 */
export async function loadIssuerKeys(fetchDocument: FetchDocument, issuer: string): Promise<readonly IssuerKey[]> {
  const address = requireAddress(`${issuer.replace(/\/$/, '')}${DISCOVERY}`, issuer);
  const metadata = parseObject(await fetchDocument(address));
  if (metadata.issuer !== issuer) throw unacceptable('the discovery document is of another issuer');
  const { jwks_uri: location } = metadata;
  if (typeof location !== 'string' || !URL.canParse(location)) throw unacceptable('jwks_uri is no address');
  const keys = parseIssuerKeys(parseObject(await fetchDocument(requireSafe(new URL(location)))));
  if (keys === undefined) throw unacceptable('the keys are no JWK set');
  return keys;
}

/**
 * An issuer is an address as everybody writes it: what a parser would correct (white space, capitals in the host, letters that
 * look like others, numbers in disguise) is refused, so that no two readers can see two hosts in it.
 */
function requireAddress(text: string, issuer: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.href !== text || /[?#]/.test(issuer)) throw notAllowed('the issuer is no plain address');
  return requireSafe(url);
}

function requireSafe(url: URL): URL {
  if (url.protocol !== 'https:') throw notAllowed('the address is not https');
  if (url.username !== '' || url.password !== '') throw notAllowed('the address has a user name or password');
  return url;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unacceptable('the document is not JSON', cause);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw unacceptable('the document is no JSON object');
}

const unacceptable = (reason: string, cause?: unknown): DocumentFault =>
  new DocumentFault('Unacceptable', reason, cause === undefined ? {} : { cause });

const notAllowed = (reason: string): DocumentFault => new DocumentFault('NotAllowed', reason);
