import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Faces, openHttpServer, type ServerTls } from '../../src/http/index.ts';
import { ManualClock, Redacted, systemClock, systemEntropy } from '../../src/kernel/index.ts';
import { createAuthority } from '../../src/platform/tls/certificate-authority.ts';
import { type Answer, fetchFrom, ok, startServer } from './fixture.ts';

const options = {
  clock: new ManualClock(),
  entropy: systemEntropy,
  log: { request: () => undefined, failure: () => undefined, badConnection: () => undefined },
  tls: undefined,
  trustProxy: [],
  isTransient: () => false,
};

const ready = { oauth: {}, isReady: async () => true } as Faces;

describe('listening', () => {
  it('on localhost takes one port on both loopback addresses', async () => {
    const server = await openHttpServer({ ...options, address: { host: 'localhost', port: 0 } });
    onTestFinished(() => server.close());
    await server.serve(ready, 'https://localhost');
    for (const host of ['127.0.0.1', '::1']) {
      expect((await fetchFrom(server.port, '/healthz', { host })).status).toBe(200);
    }
  });

  it('refuses a port that another program has on either of them', async () => {
    const other = createServer();
    onTestFinished(() => void other.close());
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '::1', () => resolve((other.address() as { port: number }).port));
    });
    await expect(openHttpServer({ ...options, address: { host: 'localhost', port } })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    // Nothing stays behind on the address that was free.
    const again = createServer();
    onTestFinished(() => void again.close());
    await new Promise<void>((resolve, reject) => {
      again.once('error', reject);
      again.listen(port, '127.0.0.1', resolve);
    });
    expect(again.listening).toBe(true);
  });

  it('lets requests wait that come before there is anything to answer them', async () => {
    const server = await openHttpServer({ ...options, address: { host: '127.0.0.1', port: 0 } });
    onTestFinished(() => server.close());
    const early = fetchFrom(server.port, '/healthz/live');
    await server.serve(ready, 'https://localhost');
    expect((await early).status).toBe(200);
  });
});

it('a renewed certificate is used for new connections', async () => {
  const making = { clock: systemClock, entropy: systemEntropy };
  const certificates = await Promise.all(
    [1, 2].map(async () => {
      const { certificatePem, privateKeyPem } = await createAuthority(['localhost'], making);
      return { certPem: certificatePem, keyPem: new Redacted(privateKeyPem) };
    }),
  );
  const [first, second] = certificates as [ServerTls, ServerTls];
  const server = await openHttpServer({ ...options, tls: first, address: { host: '127.0.0.1', port: 0 } });
  onTestFinished(() => server.close());
  const served = async (): Promise<string> => {
    const socket = connect({ host: '127.0.0.1', port: server.port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { raw } = socket.getPeerCertificate();
    socket.destroy();
    return new X509Certificate(raw).toString().trim();
  };
  expect(await served()).toBe(first.certPem.trim());
  server.renewTls(second);
  expect(await served()).toBe(second.certPem.trim());
});

describe('closing', () => {
  it('answers what is under way, on connections that end with it, and takes nothing new', async () => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const { server, call } = await startServer({
      graph: async () => {
        begun.resolve();
        await finish.promise;
        return ok('done');
      },
    });
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const underWay = call('/v1.0/slow', { agent });
    await begun.promise;
    const closed = server.close();
    await expect(call('/v1.0/late')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    finish.resolve();
    const answer: Answer = await underWay;
    expect(answer).toMatchObject({ status: 200, body: 'done', headers: { connection: 'close' } });
    await closed;
  });

  it('does not wait for connections that nobody uses', async () => {
    const { server, call } = await startServer({ isReady: async () => true });
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    expect((await call('/healthz', { agent })).status).toBe(200);
    await server.close();
    await expect(call('/healthz')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('does not wait for requests that never will be answered, before there are faces', async () => {
    const server = await openHttpServer({ ...options, address: { host: '127.0.0.1', port: 0 } });
    const waiting = request({ host: '127.0.0.1', port: server.port, path: '/healthz' });
    const failed = new Promise<NodeJS.ErrnoException>((resolve) => waiting.once('error', resolve));
    const connected = new Promise<void>((resolve) =>
      waiting.once('socket', (socket) => socket.once('connect', resolve)),
    );
    waiting.end();
    await connected;
    await server.close();
    expect((await failed).code).toBe('ECONNRESET');
  });

  it('may be asked for twice', async () => {
    const { server } = await startServer({});
    await Promise.all([server.close(), server.close()]);
    await expect(server.close()).resolves.toBeUndefined();
  });
});

describe('health', () => {
  it.each([
    [true, 200, 'ready'],
    [false, 503, 'unavailable'],
  ])('is told by what the server stands on: %s', async (state, status, text) => {
    const { call } = await startServer({ isReady: async () => state });
    for (const path of ['/healthz', '/healthz/ready']) {
      const answer = await call(path);
      expect(answer).toMatchObject({ status, body: JSON.stringify({ status: text }) });
    }
    expect((await call('/healthz/live')).status).toBe(200);
  });
});
