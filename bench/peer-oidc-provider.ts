import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { parseArgs } from 'node:util';
import Provider from 'oidc-provider';

// The peer: oidc-provider over TLS with its own in-memory adapter, issuing JWT access tokens for one API by client credentials.
// It keeps nothing on disk and records no sign-in; only what is needed for the comparison is switched on.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    cert: { type: 'string', default: '' },
    key: { type: 'string', default: '' },
    'client-id': { type: 'string', default: '' },
    'client-secret': { type: 'string', default: '' },
    resource: { type: 'string', default: '' },
  },
});

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(`https://localhost:${values.port}`, {
  clients: [
    {
      client_id: values['client-id'],
      client_secret: values['client-secret'],
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope: 'orders.read',
        audience: values.resource,
        accessTokenTTL: 3600,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});

const tls = { cert: readFileSync(values.cert), key: readFileSync(values.key) };
createServer(tls, provider.callback()).listen(Number(values.port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
