import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/kernel/index.ts';
import { openExternalIssuers } from '../../src/platform/federation/federation-settings.ts';
import { readFederation } from '../../src/platform/federation/read-federation.ts';
import { createLogger } from '../../src/platform/log/logger.ts';
import { makeCertificate } from '../certificates.ts';
import { makeIssuerKey } from '../issuer-keys.ts';
import { temporaryFolder } from './temporary-folder.ts';

const none = { openNetworks: [], trustedHosts: undefined, caFile: undefined, keysFile: undefined };

function fileOf(content: string): string {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, content);
  return path;
}

describe('the files of federation', () => {
  it('are certificates, and keys by issuer', async () => {
    const { pem } = await makeCertificate('P-256');
    const key = makeIssuerKey('k', 'P-256');
    const settings = await readFederation({
      federation: {
        ...none,
        openNetworks: ['private'],
        trustedHosts: ['a.example'],
        caFile: fileOf(pem),
        keysFile: fileOf(JSON.stringify({ 'https://cluster.example/': { keys: [key.jwk] } })),
      },
    });
    expect(settings).toMatchObject({ openNetworks: ['private'], trustedHosts: ['a.example'], certificates: [pem] });
    expect([...settings.pinned.keys()]).toEqual(['https://cluster.example/']);
    expect(settings.pinned.get('https://cluster.example/')).toMatchObject([{ kid: 'k' }]);
  });

  it.each([
    ['no certificate', 'caFile', 'hello'],
    ['no JSON', 'keysFile', '{'],
    ['a list', 'keysFile', '[]'],
    ['an issuer without keys', 'keysFile', '{"https://a.example":{"keys":[]}}'],
    ['an issuer with a secret for a key', 'keysFile', '{"https://a.example":{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}}'],
  ])('are refused with %s', async (_name, option, content) => {
    await expect(readFederation({ federation: { ...none, [option]: fileOf(content) } })).rejects.toMatchObject({
      code: 'FederationFileInvalid',
    });
  });

  it('must be there', async () => {
    const path = join(temporaryFolder(), 'missing');
    await expect(readFederation({ federation: { ...none, caFile: path } })).rejects.toMatchObject({
      code: 'FederationFileInvalid',
    });
  });
});

describe('an issuer that cannot be asked', () => {
  it('is in the log, with the reason and with the settings that decide', async () => {
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', format: 'json', sink: { write: (text) => void lines.push(text) } });
    const settings = await readFederation({ federation: none });
    const issuers = openExternalIssuers(settings, systemClock, logger);
    await expect(issuers.keysOf('https://127.0.0.1:1/t')).rejects.toThrow();
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      {
        issuer: 'https://127.0.0.1:1/t',
        fault: 'NotAllowed',
        reason: expect.stringContaining('127.0.0.1'),
        settings: expect.stringContaining('federation-networks'),
      },
    ]);
  });
});
