import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { updateApplication } from '../../../src/directory/index.ts';
import type { ManualClock, TestApp } from '../../../src/testing/index.ts';
import { openStage, redirectUris } from '../stage.ts';
import type { Cast } from './replay.ts';
import type { SigningCertificate } from './sign-assertion.ts';

/** A stage on which every recording can be played. */
export interface RecordedStage {
  readonly cast: Cast;
  readonly clock: ManualClock;
  /** The authority that clients must trust, PEM. */
  readonly caPem: string;
  /** A confidential client with a secret and two certificates. */
  readonly confidential: TestApp;
  stop(): Promise<void>;
}

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const EC = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' };
const YEAR = 365 * 24 * 60 * 60 * 1000;

/** Opens the stage of the other interop tests and gives its clients what the recorded ones had. */
export async function openRecordedStage(): Promise<RecordedStage> {
  const [stage, rsa, ec] = await Promise.all([openStage(), createCertificate(RSA), createCertificate(EC)]);
  const { platform, api, ada } = stage;
  await updateApplication(stage.commands(), stage.web.id, {
    keyCredentials: [rsa, ec].map(({ der }) => ({ key: der.toString('base64') })),
  });
  const device = await platform.createApp({
    displayName: 'Command-line shop',
    isFallbackPublicClient: true,
    publicClient: { redirectUris: [redirectUris.native] },
  });
  for (const { appId } of [stage.web, device])
    await stage.consent(appId, null, api.appId, 'Orders.Read', 'Orders.Write');
  return {
    clock: platform.clock,
    caPem: platform.caPem,
    confidential: stage.web,
    cast: {
      platform,
      person: ada,
      signer: { certificates: { rsa, ec }, now: platform.clock.now() },
      values: {
        tenant: platform.tenant.id,
        domain: platform.tenant.domain,
        clientId: stage.web.appId,
        clientSecret: stage.web.clientSecret,
        publicClientId: device.appId,
        redirectUri: redirectUris.web,
        loopbackUri: `${redirectUris.native}:51235`,
        armAudience: 'https://management.azure.com',
        username: ada.userPrincipalName,
        password: ada.password,
        userId: ada.id,
      },
      approve: async () => undefined,
    },
    stop: () => stage.stop(),
  };
}

async function createCertificate(algorithm: typeof RSA | typeof EC): Promise<SigningCertificate> {
  const x509 = await import('@peculiar/x509');
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=client',
      notBefore: new Date(Date.now() - YEAR),
      notAfter: new Date(Date.now() + YEAR),
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  return { der: Buffer.from(certificate.rawData), key: KeyObject.from(keys.privateKey) };
}
