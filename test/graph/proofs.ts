import { signJws, type TestCertificate } from '../certificates.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * A proof of holding the key of a certificate (P-256), as Graph's documentation describes it.
 * @param id of the object
 * @param now milliseconds since the Unix epoch
 */
export function proofOf(
  { privateKey, thumbprint }: TestCertificate,
  id: string,
  now: number,
  claims: Members = {},
  header: Members = {},
): string {
  const nbf = Math.floor(now / 1000);
  const usual = { aud: '00000002-0000-0000-c000-000000000000', iss: id, nbf, exp: nbf + 600 };
  const x5t = Buffer.from(thumbprint, 'hex').toString('base64url');
  return signJws(privateKey, { alg: 'ES256', x5t, ...header }, { ...usual, ...claims });
}
