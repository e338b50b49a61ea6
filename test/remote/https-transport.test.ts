import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock, systemEntropy } from '../../src/kernel/index.ts';
import { createAuthority, issueServerCertificate } from '../../src/platform/index.ts';
import { createHttpsTransport, type HttpsTransportOptions } from '../../src/remote/index.ts';

const making = { clock: systemClock, entropy: systemEntropy };
let authority: Awaited<ReturnType<typeof createAuthority>>;

beforeAll(async () => {
  authority = await createAuthority([], making);
});

/** A server for one test. @param names what its certificate is good for */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  names: readonly string[] = ['localhost'],
): Promise<string> {
  const { certificatePem: cert, privateKeyPem: key } = await issueServerCertificate(authority, names, making);
  const server = createServer({ cert, key }, answer);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

function transport(options: Partial<HttpsTransportOptions> = {}) {
  const made = createHttpsTransport({ certificates: [authority.certificatePem], ...options });
  onTestFinished(() => made.close());
  return made;
}

describe('the way to a tenant', () => {
  it('trusts the authority that was named, and brings method, headers and body there and back', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        response.writeHead(201, { 'x-seen': `${request.method} ${request.url} ${request.headers['x-mine']}` });
        response.end(`got ${body}`);
      });
    });
    const sent = { method: 'POST', url: `${url}/a?b=c`, headers: { 'x-mine': 'yes' }, body: 'ünïcode' } as const;
    const answer = await transport().send(sent);
    expect(answer).toMatchObject({ status: 201, body: 'got ünïcode', headers: { 'x-seen': 'POST /a?b=c yes' } });
  });

  it('refuses a certificate of an authority that nobody named', async () => {
    const url = await serve((_, response) => response.end('never'));
    await expect(transport({ certificates: [] }).send({ method: 'GET', url })).rejects.toMatchObject({
      code: 'CertificateUntrusted',
    });
  });

  it('refuses a certificate for another name', async () => {
    const url = await serve((_, response) => response.end('never'), ['127.0.0.1']);
    await expect(transport().send({ method: 'GET', url })).rejects.toMatchObject({
      code: 'CertificateUntrusted',
      message: expect.stringContaining('another name'),
    });
  });

  it('follows no redirect: a bearer token stays with whom it was meant for', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await transport().send({ method: 'GET', url })).toMatchObject({ status: 302 });
    expect(paths).toEqual(['/']);
  });

  it('says that nothing listens', async () => {
    const url = await serve((_, response) => response.end());
    const closed = new URL(url);
    closed.port = '1';
    await expect(transport().send({ method: 'GET', url: closed.href })).rejects.toMatchObject({
      code: 'Unreachable',
      message: `Nothing listens at ${closed.origin}.`,
    });
  });

  it('gives up on a server that stays silent', async () => {
    const url = await serve(() => undefined);
    await expect(transport({ silenceMilliseconds: 20 }).send({ method: 'GET', url })).rejects.toMatchObject({
      code: 'TimedOut',
    });
  });

  it('gives up on an answer without end', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(2_000)));
    await expect(transport({ largestAnswerBytes: 1_000 }).send({ method: 'GET', url })).rejects.toMatchObject({
      code: 'AnswerUnexpected',
    });
  });

  it('says that a connection broke off in the middle of an answer', async () => {
    const url = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    });
    await expect(transport().send({ method: 'GET', url })).rejects.toMatchObject({ code: 'Unreachable' });
  });
});
