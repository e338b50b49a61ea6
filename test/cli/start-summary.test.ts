import { expect, it } from 'vitest';
import { writeStartSummary } from '../../src/cli/output/start-summary.ts';
import { terminalOf } from '../../src/cli/output/terminal.ts';
import { Redacted } from '../../src/kernel/index.ts';
import type { Server } from '../../src/platform/index.ts';

const created = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Entrada',
  domain: 'entrada.test',
  adminUpn: 'admin@entrada.test',
  adminPassword: new Redacted('Tavok-Zibem-Nurod-Hasif-48'),
  clientId: '00000000-0000-4000-8000-000000000002',
  clientSecret: new Redacted('canary-client-secret'),
};

/** @param isFirst whether it is the start that made the tenant */
const serverOf = (isFirst: boolean) =>
  ({
    platform: {
      baseUrl: 'https://localhost:8443',
      firstTenant: {
        tenant: { id: created.id, displayName: 'Entrada' },
        domain: 'entrada.test',
        created: isFirst ? created : undefined,
      },
      seeded: undefined,
    },
    config: { dataDir: '/site/.entrada' },
    caFile: '/site/.entrada/tls/ca.pem',
    quickstartFile: '/site/.entrada/quickstart.env',
  }) as unknown as Server;

function summary(server: Server, isTTY: boolean): string {
  let text = '';
  const write = (chunk: string) => {
    text += chunk;
  };
  writeStartSummary(terminalOf({ isTTY, write }), server, '1.2.3', '/site');
  return text;
}

it('the first start shows a person where to go, who can sign in, and what to do next', () => {
  const text = summary(serverOf(true), true);
  for (const part of [
    'https://localhost:8443',
    'admin@entrada.test',
    'Tavok-Zibem-Nurod-Hasif-48',
    '.entrada/tls/ca.pem',
    '. .entrada/quickstart.env && npx entrada app list',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('canary-client-secret');
});

it('the password is shown to nobody who is no terminal: that output is kept somewhere', () => {
  const text = summary(serverOf(true), false);
  expect(text).not.toContain('Tavok');
  expect(text).toMatch(/Password +in \.entrada\/quickstart\.env/);
});

it('later starts are silent about who can sign in', () => {
  expect(summary(serverOf(false), true)).not.toMatch(/admin|password|secret/i);
});

it.each([
  [true, {}, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
])('colours are for terminals that want them: terminal %s, environment %j', (isTTY, env, expected) => {
  const before = { NO_COLOR: process.env.NO_COLOR, TERM: process.env.TERM };
  Object.assign(process.env, { NO_COLOR: '', TERM: 'xterm', ...env });
  const text = summary(serverOf(true), isTTY);
  Object.assign(process.env, { NO_COLOR: before.NO_COLOR ?? '', TERM: before.TERM ?? '' });
  expect(text.includes('\u001b[')).toBe(expected);
});
