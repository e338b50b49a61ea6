import { expect, it } from 'vitest';
import { armMetadata } from '../../src/arm/index.ts';

const baseUrl = 'https://localhost:8443';
const read = (query: string) => JSON.parse(String(armMetadata(baseUrl, query).body)) as Record<string, unknown>;

it('tells Terraform and az where everything is (terraform-azcli reference 1.1, 1.2)', () => {
  const metadata = read('api-version=2022-09-01');
  expect(metadata).toMatchObject({
    name: 'Entrada',
    resourceManager: baseUrl,
    microsoftGraphResourceId: baseUrl,
    authentication: { loginEndpoint: baseUrl, audiences: [expect.any(String)], tenant: 'common' },
    suffixes: {},
  });
});

it('writes no address with a slash at its end: clients append to them', () => {
  expect(JSON.stringify(read('api-version=2022-09-01'))).not.toMatch(/\/"/);
});

it('has a name for tokens of the resource manager that is not Graph’s', () => {
  const { authentication } = read('') as { authentication: { audiences: string[] } };
  expect(authentication.audiences).not.toContain(baseUrl);
});

it('knows the oldest shape too', () => {
  expect(read('api-version=2015-01-01')).toMatchObject({
    graphEndpoint: baseUrl,
    authentication: { loginEndpoint: baseUrl },
  });
});
