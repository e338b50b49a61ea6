import { compactVerify, errors, importJWK, type JWK } from 'jose';
import { fetchIssuerKeys, isMicrosoftAuthority, RemoteFault, type Transport } from '../remote/index.ts';
import type { DecodedToken } from './decode-token.ts';

/** What became of checking a signature. */
export type SignatureVerdict =
  | { readonly status: 'verified'; readonly issuer: string }
  /** Checked with the issuer's key, and wrong. */
  | { readonly status: 'forged'; readonly reason: string }
  /** Nobody could check it from here. */
  | { readonly status: 'unchecked'; readonly reason: string };

/** Asymmetric ones: a shared secret would prove nothing about the issuer. @spec RFC 8725 §3.1 */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];

/**
 * Verifies a signature with the keys that the issuer publishes. Of the token only its issuer's address is used outside.
 * @param authority the token service that is believed besides Microsoft's: a token can name any address as its issuer, and
 *   whoever forged it publishes keys there
 */
export async function verifySignature(
  transport: Transport,
  token: DecodedToken,
  authority: string | undefined,
): Promise<SignatureVerdict> {
  const { iss: issuer } = token.claims;
  const { alg, kid } = token.header;
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) return unchecked('it names no issuer');
  if (typeof alg !== 'string' || !algorithms.includes(alg)) {
    return { status: 'forged', reason: `its algorithm is ${String(alg)}, which proves nothing` };
  }
  const url = new URL(issuer);
  if (url.origin !== authority && !(url.protocol === 'https:' && isMicrosoftAuthority(url.host))) {
    return unchecked(`its issuer ${issuer} is neither Microsoft's nor the platform in use; name it with --url`);
  }
  try {
    const keys = await fetchIssuerKeys(transport, issuer);
    const key = keys.find((one) => one.kid === kid);
    if (key === undefined) return unchecked(`its issuer no longer publishes the key ${String(kid)}`);
    await compactVerify(token.compact, await importJWK(key as JWK, alg), { algorithms });
    return { status: 'verified', issuer };
  } catch (error) {
    if (error instanceof RemoteFault) return unchecked(error.message);
    if (error instanceof errors.JWSSignatureVerificationFailed) return wrong(token);
    if (error instanceof errors.JOSEError) return unchecked(`the issuer's key does not fit it (${error.code})`);
    throw error;
  }
}

/** Tokens for Microsoft's own APIs are signed over a header that only those can restore. @spec sts reference 5.1 */
function wrong({ header }: DecodedToken): SignatureVerdict {
  return header.nonce === undefined
    ? { status: 'forged', reason: "the issuer's key does not confirm it" }
    : unchecked('the nonce in its header keeps it from everybody but the API it is for');
}

const unchecked = (reason: string): SignatureVerdict => ({ status: 'unchecked', reason });
