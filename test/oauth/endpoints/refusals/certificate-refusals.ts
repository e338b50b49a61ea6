import { type UpdateApplicationInput, updateApplication, updateTenant } from '../../../../src/directory/index.ts';
import { makeCertificate, signJws, type TestCertificate, type TestKeyKind } from '../../../certificates.ts';
import type { Stage } from '../../../interop/stage.ts';
import { asDaemon, type TokenRefusal } from './token-request.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const second = 1000;
const day = 24 * 60 * 60 * second;

type Members = Readonly<Record<string, unknown>>;

/** What an assertion says where a case says nothing else. */
const usual = (stage: Stage, { thumbprint256 }: TestCertificate): readonly [Members, Members] => {
  const now = Math.floor(stage.platform.clock.now() / second);
  const { appId } = stage.web;
  return [
    { alg: 'PS256', typ: 'JWT', 'x5t#S256': Buffer.from(thumbprint256, 'hex').toString('base64url') },
    {
      aud: `${stage.platform.baseUrl}/${stage.platform.tenant.id}/oauth2/v2.0/token`,
      iss: appId,
      sub: appId,
      jti: 'one',
      nbf: now,
      exp: now + 600,
    },
  ];
};

interface Deviation {
  readonly kind?: TestKeyKind;
  readonly registered?: NonNullable<UpdateApplicationInput['keyCredentials']>[number];
  /** Milliseconds from now. */
  readonly certificateEndsIn?: number;
  readonly header?: Members;
  claims?(stage: Stage): Members;
  /** Time that passes between registration and use, in milliseconds. */
  readonly elapsed?: number;
  /** Whether another key signs than the one that is named. */
  readonly isForged?: boolean;
}

/** Registers a certificate of the web client and presents an assertion that is right but for one thing. */
const deviating =
  ({ kind, registered, certificateEndsIn = day, header, claims, elapsed = 0, isForged }: Deviation) =>
  async (stage: Stage) => {
    const { clock } = stage.platform;
    const certificate = await makeCertificate(kind, { notAfter: clock.now() + certificateEndsIn });
    const key = certificate.der.toString('base64');
    await updateApplication(stage.commands(), stage.web.id, { keyCredentials: [{ key, ...registered }] });
    clock.advance(elapsed);
    const [usualHeader, usualClaims] = usual(stage, certificate);
    const { privateKey } = isForged ? await makeCertificate() : certificate;
    const assertion = signJws(privateKey, { ...usualHeader, ...header }, { ...usualClaims, ...claims?.(stage) });
    return asDaemon({ client_secret: undefined, client_assertion: assertion, client_assertion_type: JWT_BEARER })(
      stage,
    );
  };

const inSeconds = (stage: Stage, seconds: number) => Math.floor(stage.platform.clock.now() / second) + seconds;
const iso = (offset: number) => new Date(Date.now() + offset).toISOString();
const badClient = { error: 'invalid_client', status: 401 } as const;

/** A certificate is registered, and still the assertion does not count (sts reference 6.2). */
export const certificateRefusals: readonly TokenRefusal[] = [
  { name: 'an assertion that another key signed', code: 700027, ...badClient, ask: deviating({ isForged: true }) },
  {
    name: 'an assertion by a certificate that vouches only by its chain',
    code: 700027,
    ...badClient,
    ask: deviating({ header: { 'x5t#S256': undefined, x5c: ['MIIB'] } }),
  },
  {
    name: 'an assertion by a certificate for encryption',
    code: 700027,
    ...badClient,
    ask: deviating({ registered: { usage: 'Encrypt' } }),
  },
  {
    name: 'an assertion by a credential that ended',
    code: 700027,
    ...badClient,
    ask: deviating({ registered: { endDateTime: iso(60 * second) }, elapsed: 120 * second }),
  },
  {
    name: 'an assertion by a credential that has not begun',
    code: 700027,
    ...badClient,
    ask: deviating({ registered: { startDateTime: iso(day / 2) } }),
  },
  {
    name: 'an assertion by a certificate that ended',
    code: 1000502,
    ...badClient,
    ask: deviating({ certificateEndsIn: 60 * second, elapsed: 61 * second }),
  },
  {
    name: 'an assertion by a key that is too short (RFC 7518 §3.3)',
    code: 700026,
    ...badClient,
    ask: deviating({ kind: 'short rsa', header: { alg: 'RS256' } }),
  },
  {
    name: 'an assertion whose algorithm is not the key’s',
    code: 700026,
    ...badClient,
    ask: deviating({ kind: 'P-256', header: { alg: 'ES384' } }),
  },
  {
    name: 'an assertion for another tenant’s token service',
    code: 700023,
    ...badClient,
    ask: deviating({
      claims: ({ platform }) => ({ aud: `${platform.baseUrl}/99999999-0000-4000-8000-000000000009/v2.0` }),
    }),
  },
  {
    name: 'an assertion that expired',
    code: 700024,
    ...badClient,
    ask: deviating({ claims: (stage) => ({ exp: inSeconds(stage, -300) }) }),
  },
  {
    name: 'an assertion from the future',
    code: 700024,
    ...badClient,
    ask: deviating({ claims: (stage) => ({ nbf: inSeconds(stage, 302), exp: inSeconds(stage, 900) }) }),
  },
  {
    name: 'an assertion a second time, where the tenant accepts each once (RFC 7523 §3)',
    code: 50012,
    ...badClient,
    async ask(stage) {
      await updateTenant(stage.commands(), { tokenService: { clientAssertionReuse: 'refuse' } });
      await deviating({})(stage);
      const answer = await deviating({})(stage);
      await updateTenant(stage.commands(), { tokenService: { clientAssertionReuse: 'allow' } });
      return answer;
    },
  },
];
