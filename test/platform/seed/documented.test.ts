import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { readSeed } from '../../../src/platform/seed/read-seed.ts';
import { seedSchema } from '../../../src/platform/seed/seed-schema.ts';
import { startPlatform } from '../../../src/testing/index.ts';

const page = readFileSync(new URL('../../../docs/reference/seed.md', import.meta.url), 'utf8');

it('the example of the reference is a seed that can be brought in', async () => {
  const example = /```yaml\n(tenants:[\s\S]*?)```/.exec(page)?.[1] ?? '';
  const platform = await startPlatform({ seed: example });
  onTestFinished(() => platform.stop());
  const tenant = await platform.foundation.storage.stores.tenants.findByDomain('contoso.example');
  expect(tenant?.displayName).toBe('Contoso');
});

it('the reference names every member of a seed', async () => {
  const { shape } = seedSchema.shape.tenants.element;
  const members = new Set<string>(Object.keys(shape));
  for (const list of ['users', 'guests', 'groups', 'applications', 'servicePrincipals', 'delegatedGrants'] as const) {
    for (const name of Object.keys(shape[list].unwrap().element.shape)) members.add(name);
  }
  for (const name of Object.keys(seedSchema.shape)) members.add(name);
  expect(members.size).toBeGreaterThan(40);
  for (const member of members) expect(page, member).toContain(`\`${member}\``);
  expect((await readSeed('tenants: [{ name: A, domain: a.test }]', 'x')).tenants).toHaveLength(1);
});
