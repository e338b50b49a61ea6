import { decodeProtectedHeader } from 'jose';
import { expect } from 'vitest';
import { expectKeys, expectMetadata } from '../checks/metadata.ts';
import type { Metadata } from '../provider.ts';
import type { RelyingParty } from '../relying-party.ts';
import type { Modules } from './module.ts';

const discoveryUrlOf = ({ provider }: RelyingParty): string =>
  `${provider.platform.baseUrl}/${provider.platform.tenant.id}/v2.0/.well-known/openid-configuration`;

/** What the provider says of itself, and its keys. */
export const metadataModules: Modules = {
  async 'oidcc-discovery-endpoint-verification'(rp) {
    const response = await rp.provider.platform.fetch(discoveryUrlOf(rp), { redirect: 'error' });
    expect([response.status, response.redirected]).toEqual([200, false]);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expectMetadata((await response.json()) as Metadata, discoveryUrlOf(rp));
    await expectKeys(rp.provider);
  },

  async 'oidcc-rp-initiated-logout-discovery-endpoint-verification'(rp) {
    expect(new URL(rp.provider.metadata.end_session_endpoint).protocol).toBe('https:');
  },

  async 'oidcc-frontchannel-logout-discovery-endpoint-verification'(rp) {
    const { metadata } = rp.provider;
    expect(metadata.frontchannel_logout_supported).toBe(true);
    expect(metadata.frontchannel_logout_session_supported).toBe(true);
    expect(new URL(metadata.end_session_endpoint).protocol).toBe('https:');
  },

  async 'oidcc-server-rotate-keys'(rp) {
    const { storage, keyring } = rp.provider.platform.foundation;
    const { clock } = rp.provider.platform;
    const before = await expectKeys(rp.provider);
    const first = await rp.login();
    const next = (await storage.stores.keys.list()).find(
      ({ purpose, activatesAt }) => purpose === 'signing' && activatesAt > clock.now(),
    );
    await storage.unitOfWork.run(({ keys }) => keys.update(next?.id ?? '', { activatesAt: clock.now() }));
    await keyring.reload();
    // Published before it was used, and the old one still there.
    expect(await expectKeys(rp.provider)).toEqual(expect.arrayContaining([...before]));
    const second = await rp.login();
    const [old, current] = [first, second].map(({ idToken }) => decodeProtectedHeader(idToken).kid);
    expect(current).not.toBe(old);
    expect(before).toContain(current);
  },
};
