import { describe, expect, it } from 'vitest';
import { readSeed } from '../../../src/platform/seed/read-seed.ts';

const head = 'tenants:\n  - name: A\n    domain: a.test\n';

describe('a seed file', () => {
  it('is YAML or JSON', async () => {
    const tenants = [{ name: 'A', domain: 'a.test' }];
    const expected = await readSeed(head, 'seed.yaml');
    expect(await readSeed(JSON.stringify({ tenants }), 'seed.json')).toEqual(expected);
    expect(expected.tenants[0]).toMatchObject({ name: 'A', users: [], groups: [], applications: [] });
  });

  it.each([
    ['', /^seed\.yaml line 1 \(the whole file\): /],
    ['tenants: []', /^seed\.yaml line 1 \(tenants\): /],
    ['tenants: [', /^seed\.yaml line 1 is no valid YAML: /],
    [`${head}    usres: []\n`, /^seed\.yaml line 4 \(tenants\[0\]\.usres\) is no member that is known here\.$/],
    [
      `${head}    users:\n      - userPrincipalName: a@a.test\n        displayNme: A\n`,
      /^seed\.yaml line 6 \(tenants\[0\]\.users\[0\]\.displayNme\) is no member that is known here\.$/,
    ],
    [
      `${head}    users:\n      - displayName: A\n`,
      /^seed\.yaml line 5 \(tenants\[0\]\.users\[0\]\.userPrincipalName\): /,
    ],
    [`${head}    users:\n      - { userPrincipalName: a, displayName: A }\n`, /line 5 .*must look like name@domain\.$/],
    [`${head}    id: 7\n`, /^seed\.yaml line 4 \(tenants\[0\]\.id\): /],
    [
      `${head}    applications:\n      - displayName: X\n        servicePrincipal: yes please\n`,
      /^seed\.yaml line 6 \(tenants\[0\]\.applications\[0\]\.servicePrincipal/,
    ],
  ])('is refused with the line and the member at fault: %j', async (text, message) => {
    await expect(readSeed(text, '/somewhere/seed.yaml')).rejects.toThrow(message);
    await expect(readSeed(text, '/somewhere/seed.yaml')).rejects.toMatchObject({ code: 'SeedInvalid', exitCode: 65 });
  });

  it('cannot fill the memory by aliases of aliases', async () => {
    const levels = Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`).join('\n');
    await expect(readSeed(`a0: &a0 x\n${levels}\n${head}`, 'seed.yaml')).rejects.toMatchObject({ code: 'SeedInvalid' });
  });
});
