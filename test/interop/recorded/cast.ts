import { createFederatedCredential, updateApplication, updateTenant } from '../../../src/directory/index.ts';
import type { ManualClock, StartPlatformOptions, TestApp } from '../../../src/testing/index.ts';
import { Person } from '../person.ts';
import { graphAppId, openStage, pkce, redirectUris, type Stage } from '../stage.ts';
import { createCertificate, EC, RSA } from './create-certificate.ts';
import { createExternalIssuer } from './external-issuer.ts';
import type { Cast } from './replay.ts';

/** A stage on which every recording can be played. */
export interface RecordedStage {
  readonly cast: Cast;
  readonly clock: ManualClock;
  /** The authority that clients must trust, PEM. */
  readonly caPem: string;
  stop(): Promise<void>;
}

/** Opens the stage of the other interop tests and adds clients that have what the recorded ones had. */
export async function openRecordedStage(options: StartPlatformOptions<ManualClock> = {}): Promise<RecordedStage> {
  const outside = createExternalIssuer();
  const [stage, rsa, ec] = await Promise.all([
    openStage({ ...options, federation: { keys: { [outside.issuer]: outside.keys } } }),
    createCertificate(RSA),
    createCertificate(EC),
  ]);
  const { platform, api, ada } = stage;
  const shop = await createShop(stage);
  await updateTenant(stage.commands(), { tokenService: { allowPasswordGrant: true } });
  await updateApplication(stage.commands(), shop.id, {
    keyCredentials: [rsa, ec].map(({ der }) => ({ key: der.toString('base64') })),
  });
  await createFederatedCredential(stage.commands(), shop.id, {
    name: 'cluster',
    issuer: outside.issuer,
    subject: outside.subject,
    audiences: [outside.audience],
  });
  const device = await platform.createApp({
    displayName: 'Command-line shop',
    isFallbackPublicClient: true,
    publicClient: { redirectUris: [redirectUris.native] },
  });
  for (const { appId } of [shop, device]) await stage.consent(appId, null, api.appId, 'Orders.Read', 'Orders.Write');
  await stage.consent(device.appId, null, shop.appId, 'Shop.Use');
  await stage.consent(shop.appId, null, graphAppId, 'User.Read');
  return {
    clock: platform.clock,
    caPem: platform.caPem,
    cast: {
      platform,
      person: ada,
      signer: { certificates: { rsa, ec }, now: platform.clock.now() },
      values: {
        tenant: platform.tenant.id,
        domain: platform.tenant.domain,
        clientId: shop.appId,
        clientSecret: shop.clientSecret,
        publicClientId: device.appId,
        redirectUri: redirectUris.web,
        loopbackUri: `${redirectUris.native}:51235`,
        armAudience: 'https://management.azure.com',
        username: ada.userPrincipalName,
        password: ada.password,
        userId: ada.id,
        federatedToken: outside.token(platform.clock.now()),
        userAssertion: await userToken(stage, device, shop),
      },
      approve: (userCode) => approve(stage, userCode),
    },
    stop: () => stage.stop(),
  };
}

/** The confidential client. It is an API too, so that it can call the next one on behalf of its caller. */
function createShop({ platform }: Stage): Promise<TestApp> {
  return platform.createApp({
    displayName: 'Recorded shop',
    web: { redirectUris: [redirectUris.web] },
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [
        {
          id: '55555555-0000-4000-8000-000000000001',
          value: 'Shop.Use',
          type: 'User',
          isEnabled: true,
          adminConsentDisplayName: 'Use the shop, for everybody',
          adminConsentDescription: 'Lets the application use the shop for everybody.',
          userConsentDisplayName: 'Use the shop, for you',
          userConsentDescription: 'Lets the application use the shop for you.',
        },
      ],
    },
  });
}

/** What a person's program presents to the shop. */
async function userToken(stage: Stage, program: TestApp, shop: TestApp): Promise<string> {
  const client = { client_id: program.appId, redirect_uri: redirectUris.native };
  const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' };
  const code = await stage.code(stage.ada, { ...client, ...challenge, scope: `${shop.appId}/Shop.Use` });
  const redemption = { ...client, grant_type: 'authorization_code', code, code_verifier: pkce.verifier };
  const { body } = await stage.token(redemption);
  if (typeof body.access_token !== 'string') throw new Error(`no token for the shop: ${body.error_description}`);
  return body.access_token;
}

/** Lets the person type a device's code, answer what a sign-in asks, and say that it is they. */
async function approve({ platform, ada }: Stage, userCode: string): Promise<void> {
  const person = new Person(platform);
  const page = await person.visit('/common/oauth2/deviceauth');
  const last = await person.answer(await person.press(page, 'idSIButton9', { otc: userCode }), ada, {
    consent: 'accept',
  });
  const done = await person.press(last, 'remoteConnectSubmit');
  if (done.status !== 200) throw new Error(`the device was not let in: ${done.html}`);
}
