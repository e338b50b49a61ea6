import { createSocket, type Socket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHostResolver } from '../../../src/http/outbound/host-resolver.ts';

const A = 1;
const NAME_ERROR = 3;
let server: Socket;
let servers: readonly string[];
const asked: string[] = [];

/** A name server that knows `issuer.test`, and that there is nothing else. */
beforeAll(async () => {
  server = createSocket('udp4', (query, { port, address }) => {
    const [name, end] = readName(query);
    const type = query.readUInt16BE(end);
    asked.push(name);
    const isKnown = name === 'issuer.test';
    const answers = isKnown && type === A ? [Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 9, 0, 4, 192, 0, 2, 7])] : [];
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(isKnown ? 0x8180 : 0x8180 | NAME_ERROR, 2);
    header.writeUInt16BE(answers.length, 6);
    header.fill(0, 8);
    server.send(Buffer.concat([header, query.subarray(12, end + 4), ...answers]), port, address);
  });
  const bound = Promise.withResolvers<void>();
  server.bind(0, '127.0.0.1', () => bound.resolve());
  await bound.promise;
  servers = [`127.0.0.1:${server.address().port}`];
});
afterAll(() => {
  server.close();
});

function readName(query: Buffer): readonly [string, number] {
  const labels: string[] = [];
  let position = 12;
  for (let length = query[position] ?? 0; length > 0; length = query[position] ?? 0) {
    labels.push(query.toString('latin1', position + 1, position + 1 + length));
    position += 1 + length;
  }
  return [labels.join('.').toLowerCase(), position + 1];
}

describe('the addresses of a name', () => {
  it('are what name servers say', async () => {
    expect(await createHostResolver(false, servers)('issuer.test')).toEqual([{ address: '192.0.2.7', family: 4 }]);
    expect(asked).toContain('issuer.test');
  });

  it('are none where name servers know none: the system is not asked about strangers', async () => {
    expect(await createHostResolver(false, servers)('nothing.test')).toEqual([]);
  });

  it('are what the system says of this machine, and nobody else is asked', async () => {
    asked.length = 0;
    const found = await createHostResolver(false, servers)('localhost');
    expect(found.map(({ address }) => address)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]),
    );
    expect(asked).toEqual([]);
  });

  it('are asked of the system as well where networks are open', async () => {
    await expect(createHostResolver(true, servers)('nothing.test')).rejects.toMatchObject({ syscall: 'getaddrinfo' });
  });
});
