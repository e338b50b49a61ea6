import { expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../../../src/kernel/index.ts';
import { textStream } from '../../../src/platform/log/text-stream.ts';
import { startPlatform } from '../../../src/testing/index.ts';
import { createPlainBrowser } from '../server/browser.ts';

it('no secret reaches the log, whatever is logged (every secret of a sign-in is searched for)', async () => {
  const lines: string[] = [];
  const text: string[] = [];
  const people = textStream({ write: (line) => void text.push(line) });
  const platform = await startPlatform({
    clock: new ManualClock(),
    log: {
      write(line) {
        lines.push(line);
        people.write(line);
      },
    },
  });
  onTestFinished(() => platform.stop());
  const { baseUrl, fetch, admin, automation, tenant } = platform;
  const canaries = new Map<string, string>([
    ['password of the administrator', admin.password],
    ['client secret of the automation application', automation.clientSecret],
    ['wrong password', 'canary-wrong-password'],
    ['state', 'canary-state'],
    ['nonce', 'canary-nonce'],
  ]);
  const app = await platform.createApp({
    displayName: 'Canary',
    web: { redirectUris: ['https://client.example/callback'] },
  });
  canaries.set('client secret', app.clientSecret);
  // A person signs in, first with a wrong password.
  const query = new URLSearchParams({
    client_id: app.appId,
    response_type: 'code',
    redirect_uri: 'https://client.example/callback',
    scope: 'openid offline_access User.Read',
    state: 'canary-state',
    nonce: 'canary-nonce',
    login_hint: admin.upn,
  });
  const browser = createPlainBrowser(fetch, baseUrl);
  const arrived = await browser.signIn(
    `/${tenant.id}/oauth2/v2.0/authorize?${query}`,
    ['canary-wrong-password', admin.password],
    (fields) => {
      for (const [name, value] of fields) if (value.length > 20) canaries.set(`field ${name}`, value);
    },
  );
  for (const [name, value] of browser.cookies) canaries.set(`cookie ${name}`, value);
  const code = arrived.searchParams.get('code') ?? '';
  expect(code, 'the sign-in ends with a code').not.toBe('');
  canaries.set('authorization code', code);

  // Its client redeems the code, refreshes, and calls Graph; each once in the wrong way too.
  const redeem = (parameters: Record<string, string>, authorization?: string) =>
    fetch(`${baseUrl}/${tenant.id}/oauth2/v2.0/token?client-request-id=x&leak=canary-query`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: app.appId, ...parameters }),
      headers: authorization === undefined ? {} : { authorization },
    });
  canaries.set('query', 'canary-query');
  const grant = { grant_type: 'authorization_code', code, redirect_uri: 'https://client.example/callback' };
  canaries.set('wrong secret', 'canary-wrong-secret');
  expect((await redeem({ ...grant, client_secret: 'canary-wrong-secret' })).status).toBe(401);
  const basic = Buffer.from(`${app.appId}:${app.clientSecret}`).toString('base64');
  canaries.set('basic authorization', basic);
  const redeemed = await redeem(grant, `Basic ${basic}`);
  expect(redeemed.status).toBe(200);
  const tokens = (await redeemed.json()) as Record<string, string>;
  for (const name of ['access_token', 'id_token', 'refresh_token']) {
    expect(tokens[name]).toMatch(/.{40}/);
    canaries.set(name, tokens[name] ?? '');
  }
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' };
  expect((await redeem({ ...refresh, client_secret: app.clientSecret })).status).toBe(200);
  const bearer = { authorization: `Bearer ${tokens.access_token}` };
  expect((await fetch(`${baseUrl}/v1.0/me`, { headers: bearer })).status).toBe(200);
  await fetch(`${baseUrl}/v1.0/me`, { headers: { authorization: `Bearer ${tokens.access_token}x` } });
  await fetch(`${baseUrl}/v1.0/users`, {
    method: 'POST',
    headers: { ...bearer, 'content-type': 'application/json' },
    body: '{"passwordProfile": {"password": "canary-json',
  });
  canaries.set('malformed JSON', 'canary-json');
  await fetch(`${baseUrl}/${tenant.id}canary-segment/oauth2/v2.0/token`, { method: 'POST', body: 'canary-body=%zz' });
  canaries.set('path', 'canary-segment').set('body', 'canary-body');

  const output = [...lines, ...text].join('');
  expect(lines.length).toBeGreaterThan(8);
  for (const [what, secret] of canaries) expect(output.includes(secret), `${what} is in the log`).toBe(false);
});
