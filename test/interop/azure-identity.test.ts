import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuthenticationRequiredError, ClientSecretCredential, InteractiveBrowserCredential } from '@azure/identity';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from '../browser/chromium.ts';
import { signInAt } from '../browser/sign-in-at.ts';
import { claimsOf, openStage, type Stage } from './stage.ts';

let stage: Stage;
let browser: Browser;
beforeAll(async () => {
  [stage, browser] = await Promise.all([openStage(), launchBrowser({ ignoreHttpsErrors: true })]);
  stage.platform.trust();
});
afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

/** The configuration that the documentation gives (clients reference 5). */
const options = () => ({ authorityHost: stage.platform.baseUrl, disableInstanceDiscovery: true });

describe('ClientSecretCredential', () => {
  it('gets a token', async () => {
    const { tenant } = stage.platform;
    const credential = new ClientSecretCredential(tenant.id, stage.web.appId, stage.web.clientSecret, options());
    const { token, expiresOnTimestamp } = await credential.getToken(`${stage.api.uri}/.default`);
    expect(claimsOf(token)).toMatchObject({ aud: stage.api.appId, azp: stage.web.appId });
    expect(expiresOnTimestamp).toBeGreaterThan(stage.platform.clock.now() + 3_500_000);
  });

  it('tells the API what it can (CAE)', async () => {
    const { tenant, automation } = stage.platform;
    const credential = new ClientSecretCredential(tenant.id, automation.clientId, automation.clientSecret, options());
    const { token } = await credential.getToken('https://graph.microsoft.com/.default', { enableCae: true });
    expect(claimsOf(token)).toMatchObject({ aud: 'https://graph.microsoft.com' });
  });

  it('reads why it is refused', async () => {
    const credential = new ClientSecretCredential(stage.platform.tenant.id, stage.web.appId, 'wrong', options());
    await expect(credential.getToken(`${stage.api.uri}/.default`)).rejects.toThrow(/AADSTS7000215/);
  });
});

/** What the system is to open in a browser: told by a program in the place of one (`BROWSER`, as xdg-open reads it). */
async function interceptBrowser() {
  const opened = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    opened.resolve(new URL(request.url ?? '/', 'http://localhost').searchParams.get('url') ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'entrada-browser-'));
  const program = join(folder, 'browser');
  const { port } = server.address() as AddressInfo;
  const tell = `fetch('http://127.0.0.1:${port}/?url=' + encodeURIComponent(process.argv[1]))`;
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' -e "${tell}" "$1"\n`);
  chmodSync(program, 0o700);
  vi.stubEnv('BROWSER', program);
  // On a desktop xdg-open would ask the desktop and not `BROWSER`.
  for (const name of [
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'XDG_CURRENT_DESKTOP',
    'DESKTOP_SESSION',
    'DBUS_SESSION_BUS_ADDRESS',
  ])
    vi.stubEnv(name, '');
  return {
    address: opened.promise,
    stop() {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describe('InteractiveBrowserCredential', () => {
  it('signs a person in with the system’s browser, then renews in silence', async ({ skip }) => {
    skip(process.platform !== 'linux', 'only xdg-open lets a test take the place of the browser');
    const system = await interceptBrowser();
    const credential = new InteractiveBrowserCredential({
      ...options(),
      tenantId: stage.platform.tenant.id,
      clientId: stage.native.appId,
      disableAutomaticAuthentication: false,
    });
    const asked = credential.getToken(`${stage.api.uri}/Orders.Read`);
    const page = await browser.newPage();
    await page.goto(await system.address);
    await signInAt(page, { ...stage.ada, acceptConsent: true });
    const { token } = await asked;
    expect(claimsOf(token)).toMatchObject({ scp: 'Orders.Read', oid: stage.ada.id, azpacr: '0' });
    const again = await credential.getToken(`${stage.api.uri}/Orders.Read`);
    expect(again.token).toBe(token);
    system.stop();
    await page.close();
  });

  it('asks for nobody where it may not', async () => {
    const credential = new InteractiveBrowserCredential({
      ...options(),
      tenantId: stage.platform.tenant.id,
      clientId: stage.native.appId,
      disableAutomaticAuthentication: true,
    });
    await expect(credential.getToken(`${stage.api.uri}/Orders.Read`)).rejects.toThrow(AuthenticationRequiredError);
  });
});
