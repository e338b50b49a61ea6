import { describe, expect, it } from 'vitest';
import { locateTenant, RemoteFault } from '../../src/remote/index.ts';

describe('a tenant is found by the address of its token service', () => {
  it.each([
    ['https://localhost:8443', 'https://localhost:8443', 'https://graph.microsoft.com'],
    ['https://localhost:8443/', 'https://localhost:8443', 'https://graph.microsoft.com'],
    ['https://login.example.com/some-tenant/v2.0', 'https://login.example.com', 'https://graph.microsoft.com'],
    ['https://login.microsoftonline.com', 'https://graph.microsoft.com', 'https://graph.microsoft.com'],
    ['https://login.microsoftonline.us', 'https://graph.microsoft.us', 'https://graph.microsoft.us'],
    [
      'https://login.partner.microsoftonline.cn',
      'https://microsoftgraph.chinacloudapi.cn',
      'https://microsoftgraph.chinacloudapi.cn',
    ],
  ])('%s has its Graph at %s, which scopes call %s', (authority, graphUrl, graphResource) => {
    expect(locateTenant(authority, 'entrada.test')).toEqual({
      authority: new URL(authority).origin,
      graphUrl,
      graphResource,
      tenant: 'entrada.test',
    });
  });

  it.each(['http://localhost:8443', 'localhost:8443', 'ftp://x', ''])(
    'refuses %j: credentials travel over TLS only',
    (authority) => {
      expect(() => locateTenant(authority, 'entrada.test')).toThrow(RemoteFault);
    },
  );

  it.each(['', 'a/b', '../x', 'a b', 'a?b', 'a#b'])('refuses a tenant that would change the address: %j', (tenant) => {
    expect(() => locateTenant('https://localhost:8443', tenant)).toThrow('neither the id nor a domain');
  });
});
