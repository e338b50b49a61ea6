/** What signs: one private key of the keyring. */
export interface TokenSigner {
  readonly kid: string;
  /** @returns the RS256 signature of `data` */
  sign(data: string): Promise<Buffer>;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Signs claims into a compact JWT (RS256).
 * @param version version of the token: v1 headers carry `x5t` beside `kid`
 * @spec RFC 7515 §3.1; sts reference 5.2
 */
export async function signJwt(signer: TokenSigner, version: 1 | 2, claims: Record<string, unknown>): Promise<string> {
  const header =
    version === 1
      ? { typ: 'JWT', alg: 'RS256', x5t: signer.kid, kid: signer.kid }
      : { typ: 'JWT', alg: 'RS256', kid: signer.kid };
  const input = `${encode(header)}.${encode(claims)}`;
  const signature = await signer.sign(input);
  return `${input}.${signature.toString('base64url')}`;
}
