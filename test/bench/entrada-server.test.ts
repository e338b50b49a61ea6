import { describe, expect, it } from 'vitest';
import { parseShellVariables } from '../../bench/harness/entrada-server.ts';
import { NAMES_A_PREFIX, sampleApplication, tenNamePrefix } from '../../bench/harness/sample-applications.ts';
import { isGuid, Redacted } from '../../src/kernel/index.ts';
import { renderQuickstartEnv } from '../../src/platform/quickstart-env.ts';

describe('what the benchmarks know of a server', () => {
  it('comes from the file that shells read, quotes and all', () => {
    const text = renderQuickstartEnv({
      url: 'https://localhost:8443',
      tenantId: 'a-tenant',
      tenantDomain: 'entrada.test',
      adminUpn: 'admin@entrada.test',
      adminPassword: new Redacted("it's"),
      clientId: 'a-client',
      clientSecret: new Redacted('s~e.c-r_e=t'),
      caFile: undefined,
    });
    const variables = parseShellVariables(text);
    expect(variables.get('AZURE_CLIENT_SECRET')).toBe('s~e.c-r_e=t');
    expect(variables.get('ENTRADA_ADMIN_PASSWORD')).toBe("it's");
  });
});

describe('applications of a large directory', () => {
  it('have ids of their own, known from the number', () => {
    const { id, appId, instanceId } = sampleApplication(7);
    expect([id, appId, instanceId].every(isGuid)).toBe(true);
    expect(new Set([id, appId, instanceId, sampleApplication(8).appId]).size).toBe(4);
    expect(sampleApplication(7)).toEqual(sampleApplication(7));
  });

  it('share the beginning of their name with nine others', () => {
    const prefix = tenNamePrefix(99_994);
    const numbers = Array.from({ length: 100_000 }, (_, number) => number);
    const found = numbers.filter((number) => `Application ${String(number).padStart(6, '0')}`.startsWith(prefix));
    expect(found).toHaveLength(NAMES_A_PREFIX);
  });
});
