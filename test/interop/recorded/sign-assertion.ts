import { constants, createHash, type KeyObject, sign } from 'node:crypto';
import { fill, type Lookup } from './fill.ts';
import type { RecordedAssertion } from './fixture.ts';

/** A certificate and its key. */
export interface SigningCertificate {
  readonly der: Buffer;
  readonly key: KeyObject;
}

/** What an assertion is signed with: the certificate of the kind that its algorithm needs, and the moment, in milliseconds. */
export interface Signer {
  readonly certificates: { readonly rsa: SigningCertificate; readonly ec: SigningCertificate };
  readonly now: number;
}

const LINE = /.{1,64}/g;

/** Signs an assertion anew in exactly the form in which the client had made it. */
export function signAssertion(recorded: RecordedAssertion, lookup: Lookup, { certificates, now }: Signer): string {
  const { alg } = JSON.parse(recorded.header) as { readonly alg: string };
  const { der, key } = alg === 'ES256' ? certificates.ec : certificates.rsa;
  const lookupAll: Lookup = (name) => momentOf(name, now) ?? certificateText(name, der) ?? lookup(name);
  const parts = [recorded.header, recorded.payload].map((part) =>
    Buffer.from(fill(part, lookupAll)).toString('base64url'),
  );
  const signed = parts.join('.');
  return `${signed}.${signatureOf(signed, alg, key, recorded.signature).toString('base64url')}`;
}

function signatureOf(text: string, alg: string, key: KeyObject, form: RecordedAssertion['signature']): Buffer {
  const data = Buffer.from(text);
  if (alg === 'RS256') return sign('sha256', data, key);
  if (alg === 'PS256') return sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  if (alg === 'ES256') return sign('sha256', data, { key, dsaEncoding: form === 'der' ? 'der' : 'ieee-p1363' });
  throw new Error(`nobody was recorded with ${alg}`);
}

/** `now`, `now+600`, and either with `:float`, as a client that never rounds writes it. */
function momentOf(name: string, now: number): string | undefined {
  const [, ahead = '0', float] = /^now(?:\+(\d+))?(:float)?$/.exec(name) ?? [undefined];
  if (!name.startsWith('now')) return undefined;
  const seconds = Math.floor(now / 1000) + Number(ahead);
  return float === undefined ? String(seconds) : `${seconds}.532408`;
}

function certificateText(name: string, der: Buffer): string | undefined {
  const base64 = der.toString('base64');
  if (name === 'certificate') return base64;
  if (name === 'certificate:lines') return (base64.match(LINE) ?? []).join('\\n');
  const [digest = '', form = ''] = name.split(':');
  if (digest !== 'sha1' && digest !== 'sha256') return undefined;
  const hash = createHash(digest).update(der).digest();
  const padded = hash.toString('base64');
  if (form === 'base64-padded') return padded;
  if (form === 'base64url-padded') return padded.replaceAll('+', '-').replaceAll('/', '_');
  return hash.toString('base64url');
}
