import { generateKeyPairSync, sign } from 'node:crypto';

/** An issuer outside that a client's federated credential trusts, as a cluster or a build service is one. */
export interface ExternalIssuer {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  /** Its public keys, as it would publish them. */
  readonly keys: { readonly keys: readonly object[] };
  /** A token of it for its subject. @param now in milliseconds */
  token(now: number): string;
}

const KEY_ID = 'external-1';
const LIFETIME_SECONDS = 3600;

/** Makes an issuer with a key of its own. */
export function createExternalIssuer(): ExternalIssuer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [issuer, subject, audience] = [
    'https://issuer.example/cluster',
    'system:serviceaccount:shop:orders',
    'api://AzureADTokenExchange',
  ];
  return {
    issuer,
    subject,
    audience,
    keys: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' }] },
    token(now) {
      const iat = Math.floor(now / 1000);
      const claims = { iss: issuer, sub: subject, aud: [audience], iat, nbf: iat, exp: iat + LIFETIME_SECONDS };
      const text = [{ alg: 'RS256', kid: KEY_ID }, claims]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    },
  };
}
