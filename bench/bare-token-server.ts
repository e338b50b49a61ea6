import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { parseArgs } from 'node:util';

// The limit of this machine: a server over TLS that reads a form, signs 900 bytes on the thread pool and answers, and does
// nothing else. No token service that signs with RSA-2048 can be faster under this load.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    cert: { type: 'string', default: '' },
    key: { type: 'string', default: '' },
  },
});

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] });
const header = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url');
const padding = 'a'.repeat(640);
let count = 0;

function signedToken(): Promise<string> {
  count += 1;
  const claims = Buffer.from(JSON.stringify({ jti: count, padding })).toString('base64url');
  const signed = `${header}.${claims}`;
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(signed), privateKey, (error, signature) => {
      if (error) reject(error);
      else resolve(`${signed}.${signature.toString('base64url')}`);
    });
  });
}

createServer({ cert: readFileSync(values.cert), key: readFileSync(values.key) }, (request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.method === 'GET') {
    response.end(jwks);
    return;
  }
  request.resume();
  request.on('end', async () => {
    const body = JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: await signedToken() });
    response.end(body);
  });
}).listen(Number(values.port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
