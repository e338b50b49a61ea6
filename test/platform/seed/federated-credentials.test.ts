import { expect, it, onTestFinished } from 'vitest';
import { deleteFederatedCredential } from '../../../src/directory/index.ts';
import type { AppId } from '../../../src/kernel/index.ts';
import { inTenant, platformContext } from '../../../src/platform/index.ts';
import { applySeed } from '../../../src/platform/seed/apply-seed.ts';
import { readSeed } from '../../../src/platform/seed/read-seed.ts';
import { startPlatform } from '../../../src/testing/index.ts';

const appId = '00000000-0000-4000-8000-000000000031' as AppId;
const seed = (more = '') => `
tenants:
  - name: Contoso
    domain: contoso.example
    applications:
      - appId: ${appId}
        displayName: Deploy
        federatedIdentityCredentials:
          - name: github-prod
            issuer: https://token.actions.githubusercontent.com
            subject: repo:contoso/orders:environment:prod
            description: Deployment
          - name: any-branch
            issuer: https://token.actions.githubusercontent.com
            claimsMatchingExpression: claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/*'
            audience: api://other
${more}`;

it('a seed lets workloads in, once: whom somebody put out stays out', async () => {
  const platform = await startPlatform({ seed: seed() });
  onTestFinished(() => platform.stop());
  const { foundation } = platform;
  const { applications, federatedCredentials } = foundation.storage.stores;
  const application = await applications.findByAppId(appId);
  if (application === undefined) throw new Error('the seed was brought in');
  const list = () => federatedCredentials.list(application.tenantId, application.id);
  const [any, prod] = await list();
  expect([any, prod]).toMatchObject([
    {
      name: 'any-branch',
      subject: null,
      audiences: ['api://other'],
      claimsMatchingExpression: {
        value: "claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/*'",
        languageVersion: 1,
      },
    },
    {
      name: 'github-prod',
      issuer: 'https://token.actions.githubusercontent.com',
      subject: 'repo:contoso/orders:environment:prod',
      audiences: ['api://AzureADTokenExchange'],
      description: 'Deployment',
      claimsMatchingExpression: null,
    },
  ]);
  const context = inTenant(platformContext(foundation), application.tenantId);
  await deleteFederatedCredential(context, application.id, any?.id ?? '');
  await applySeed(foundation, await readSeed(seed(), 'seed'));
  expect(await list()).toEqual([prod]);
});

it('a seed whose credential breaks a rule is refused, and names it', async () => {
  const bad = seed().replace('any-branch', 'no');
  await expect(startPlatform({ seed: bad })).rejects.toMatchObject({
    code: 'SeedInvalid',
    message: expect.stringContaining('Federated identity credential no of Deploy'),
  });
});
