import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDocumentFetcher, type DocumentFetcherOptions } from '../../../src/http/index.ts';
import { DocumentFault } from '../../../src/oauth/index.ts';
import { type IssuerServer, jsonAnswer, startIssuerServer } from '../../issuer-server.ts';

let server: IssuerServer;
beforeAll(async () => {
  server = await startIssuerServer();
});
afterAll(() => server.stop());

const fetcher = (options: Partial<DocumentFetcherOptions> = {}) =>
  createDocumentFetcher({
    openNetworks: ['loopback'],
    trustedHosts: undefined,
    certificates: [server.caPem],
    timeoutMilliseconds: 500,
    ...options,
  });

/** What became of asking. */
async function outcome(url: string, options?: Partial<DocumentFetcherOptions>): Promise<string> {
  try {
    return await fetcher(options)(new URL(url));
  } catch (error) {
    if (error instanceof DocumentFault) return error.code;
    throw error;
  }
}

const to = (...addresses: readonly string[]): DocumentFetcherOptions['resolve'] => {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

describe('a document of somebody else', () => {
  it('is got over HTTPS, and says who asks', async () => {
    server.answer('/good', (response, { headers }) =>
      jsonAnswer({ who: headers['user-agent'] })(response, {} as never),
    );
    expect(await outcome(`${server.origin}/good`)).toBe('{"who":"entrada"}');
  });

  it('is got by the address that its name was found to have', async () => {
    server.answer('/named', jsonAnswer({}));
    const url = `${server.origin}/named`;
    expect(await outcome(url, { resolve: to('127.0.0.1', '::1') })).toBe('{}');
    expect(await outcome(url, { openNetworks: ['192.0.2.1'], resolve: to('192.0.2.1') })).toBe('Unreachable');
    expect(await outcome(url, { resolve: to() })).toBe('Unreachable');
  });

  it('is not got from a server whose certificate nobody vouches for', async () => {
    server.answer('/good', jsonAnswer({}));
    expect(await outcome(`${server.origin}/good`, { certificates: [] })).toBe('Unreachable');
  });

  it('is not got from a server whose certificate is for another name', async () => {
    const { port } = new URL(server.origin);
    const url = `https://other.example:${port}/good`;
    expect(await outcome(url, { resolve: to('127.0.0.1', '::1') })).toBe('Unreachable');
  });
});

describe('a request to the inside (server-side request forgery)', () => {
  const inside = [
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '192.0.2.1',
    '::1',
    '::',
    'fe80::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
  ];
  it.each(inside)('is not made to the address %s', async (address) => {
    const host = address.includes(':') ? `[${address}]` : address;
    expect(await outcome(`https://${host}:${new URL(server.origin).port}/x`, { openNetworks: [] })).toBe('NotAllowed');
  });

  it.each(inside)('is not made to a name that means %s', async (address) => {
    const before = server.asked.length;
    const url = `https://issuer.example:${new URL(server.origin).port}/x`;
    expect(await outcome(url, { openNetworks: [], resolve: to(address) })).toBe('NotAllowed');
    expect(server.asked).toHaveLength(before);
  });

  it('is not made to a name that means something outside and something inside', async () => {
    const resolve = to('8.8.8.8', '127.0.0.1');
    expect(await outcome('https://issuer.example/x', { openNetworks: [], resolve })).toBe('NotAllowed');
  });

  it('is not made to localhost, however it is written', async () => {
    const { port } = new URL(server.origin);
    for (const host of ['localhost', 'LOCALHOST', '127.1', '0x7f.1', '017700000001', '2130706433']) {
      expect(await outcome(`https://${host}:${port}/x`, { openNetworks: [] }), host).toBe('NotAllowed');
    }
  });

  it('goes to the address that was judged, though the name means another one a moment later (DNS rebinding)', async () => {
    const { port } = new URL(server.origin);
    let asked = 0;
    const resolve: DocumentFetcherOptions['resolve'] = async () => {
      asked += 1;
      // The first answer is harmless and leads nowhere; whoever asked again would be led inside.
      return [asked === 1 ? { address: '192.0.2.1', family: 4 } : { address: '127.0.0.1', family: 4 }];
    };
    const before = server.asked.length;
    const outcomes = await outcome(`https://localhost:${port}/x`, { openNetworks: ['192.0.2.1'], resolve });
    expect(outcomes).toBe('Unreachable');
    expect(asked).toBe(1);
    expect(server.asked).toHaveLength(before);
  });

  it('is not made over plain HTTP', async () => {
    expect(await outcome('http://localhost/x')).toBe('NotAllowed');
  });

  it('is not made where a redirect leads to', async () => {
    server.answer('/away', (response) => {
      response.writeHead(302, { location: `${server.origin}/inside` }).end();
    });
    expect(await outcome(`${server.origin}/away`)).toBe('Unreachable');
    expect(server.asked).not.toContain('/inside');
  });

  it('is made to trusted hosts alone, where an operator names them', async () => {
    server.answer('/good', jsonAnswer({}));
    const { host, port } = new URL(server.origin);
    expect(await outcome(`${server.origin}/good`, { trustedHosts: [host] })).toBe('{}');
    expect(await outcome(`${server.origin}/good`, { trustedHosts: ['localhost'] })).toBe('NotAllowed');
    expect(await outcome(`https://localhost.:${port}/good`, { trustedHosts: [host] })).toBe('NotAllowed');
    expect(await outcome(`https://sub.localhost:${port}/good`, { trustedHosts: [host] })).toBe('NotAllowed');
  });
});

describe('an answer that is not taken', () => {
  it('is too large, announced or not', async () => {
    const large = Buffer.alloc(256 * 1024 + 1, 0x20);
    server.answer('/large', (response) => response.end(large));
    server.answer('/endless', (response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(64 * 1024, 0x20)), 1);
      response.on('close', () => clearInterval(timer));
    });
    expect(await outcome(`${server.origin}/large`)).toBe('Unacceptable');
    expect(await outcome(`${server.origin}/endless`)).toBe('Unacceptable');
  });

  it('may have 256 KiB', async () => {
    server.answer('/just', (response) => response.end(Buffer.alloc(256 * 1024, 0x20)));
    expect((await outcome(`${server.origin}/just`)).length).toBe(256 * 1024);
  });

  it('comes too slowly, from the start or in the middle', async () => {
    server.answer('/silent', () => undefined);
    server.answer('/slow', (response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const started = performance.now();
    expect(await outcome(`${server.origin}/silent`)).toBe('Unreachable');
    expect(await outcome(`${server.origin}/slow`)).toBe('Unreachable');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('breaks off', async () => {
    server.answer('/broken', (response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await outcome(`${server.origin}/broken`)).toBe('Unreachable');
  });

  it('is compressed, for it could grow without bound', async () => {
    server.answer('/zip', (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}'));
    });
    expect(await outcome(`${server.origin}/zip`)).toBe('Unacceptable');
  });

  it('has headers without end', async () => {
    server.answer('/headers', (response) => {
      response.writeHead(200, { 'x-long': 'a'.repeat(20_000) }).end('{}');
    });
    expect(await outcome(`${server.origin}/headers`)).toBe('Unreachable');
  });

  it.each([201, 204, 304, 401, 404, 500])('has the status %i', async (status) => {
    server.answer('/status', (response) => response.writeHead(status).end());
    expect(await outcome(`${server.origin}/status`)).toBe('Unreachable');
  });
});
