import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer, rootCertificates } from 'node:tls';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock, systemEntropy } from '../../../src/kernel/index.ts';
import { createAuthority, issueServerCertificate } from '../../../src/platform/tls/certificate-authority.ts';
import { ensureServerCertificate } from '../../../src/platform/tls/server-certificate.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Programs of the machine, not of any package. */
const programs = { openssl: 'openssl', python: 'python3' };
const making = { clock: systemClock, entropy: systemEntropy };
const installed = (command: string, option: string) => spawnSync(command, [option]).status === 0;

async function serve(certPem: string, keyPem: string): Promise<number> {
  const answer = 'HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n';
  const server = createServer({ cert: certPem, key: keyPem }, (socket) => {
    socket.once('data', () => socket.end(answer));
    socket.on('error', () => socket.destroy());
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function statusOf(port: number, host: string, ca: string): Promise<number | undefined> {
  const call = request({ host: '127.0.0.1', port, servername: host, ca: [...rootCertificates, ca], headers: { host } });
  call.end();
  const [response] = await once(call, 'response');
  response.resume();
  return response.statusCode;
}

test.each(['localhost', 'login.example.com', 'kv1.vault.localhost'])('Node trusts the server as %s', async (host) => {
  const options = { dataDir: temporaryFolder(), hostnames: ['login.example.com', 'kv1.vault.localhost'], ...making };
  const { certPem, keyPem, caPem } = await ensureServerCertificate(options);
  expect(await statusOf(await serve(certPem, keyPem.reveal()), host, caPem)).toBe(204);
});

test('a stolen authority key fools nobody about a name outside its constraints (RFC 5280 §4.2.1.10)', async () => {
  const authority = await createAuthority(['login.example.com'], making);
  const forged = await issueServerCertificate(authority, ['login.microsoftonline.com'], making);
  const port = await serve(forged.certificatePem, forged.privateKeyPem);
  await expect(statusOf(port, 'login.microsoftonline.com', authority.certificatePem)).rejects.toThrow(
    /permitted subtree/,
  );
});

test('openssl verifies the chain strictly, for a name and for an address', async ({ skip }) => {
  skip(!installed(programs.openssl, 'version'), 'no openssl on this machine');
  const dataDir = temporaryFolder();
  await ensureServerCertificate({ dataDir, hostnames: ['login.example.com'], ...making });
  const verify = (...check: string[]) =>
    execFileSync(programs.openssl, ['verify', '-x509_strict', ...check, '-CAfile', 'ca.pem', 'server.pem'], {
      cwd: join(dataDir, 'tls'),
      encoding: 'utf8',
    });
  for (const check of [
    ['-verify_hostname', 'login.example.com'],
    ['-verify_ip', '127.0.0.1'],
    ['-verify_ip', '::1'],
  ]) {
    expect(verify(...check)).toContain('server.pem: OK');
  }
});

test('Python trusts the server with strict verification', async ({ skip }) => {
  skip(!installed(programs.python, '--version'), 'no Python on this machine');
  const dataDir = temporaryFolder();
  const { certPem, keyPem, caFile } = await ensureServerCertificate({ dataDir, hostnames: [], ...making });
  const port = await serve(certPem, keyPem.reveal());
  const script = join(dataDir, 'call.py');
  writeFileSync(
    script,
    `import socket, ssl
context = ssl.create_default_context(cafile=${JSON.stringify(caFile)})
context.verify_flags |= ssl.VERIFY_X509_STRICT
for name in ("localhost", "127.0.0.1"):
    with context.wrap_socket(socket.create_connection(("127.0.0.1", ${port})), server_hostname=name) as connection:
        print(connection.version())
`,
  );
  const { stdout } = await promisify(execFile)(programs.python, [script]);
  expect(stdout).toBe('TLSv1.3\nTLSv1.3\n');
});
