import { connect } from 'node:tls';
import fc from 'fast-check';
import type { Stage } from '../../interop/stage.ts';
import { nasty } from '../texts.ts';

/** How long the server is listened to after the bytes were sent. Milliseconds. */
const PATIENCE = 150;

const LINES = [
  'GET / HTTP/1.1',
  'GET /common/oauth2/v2.0/authorize?client_id=x HTTP/1.1',
  'POST /common/oauth2/v2.0/token HTTP/1.1',
  'POST /common/oauth2/v2.0/token HTTP/1.0',
  'POST http://evil.example/common/login HTTP/1.1',
  'GET //evil.example/%2f.. HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'CONNECT evil.example:443 HTTP/1.1',
  'TRACE / HTTP/1.1',
  'get / http/1.1',
  'GET / HTTP/9.9',
  'PRI * HTTP/2.0',
  'GET  /',
] as const;

const HEADERS = [
  'Host: localhost',
  'Host: evil.example',
  'Host: localhost\r\nHost: evil.example',
  'Content-Length: 5',
  'Content-Length: 5\r\nContent-Length: 6',
  'Content-Length: +5',
  'Content-Length: 99999999999999999999',
  'Content-Length: -1',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding:\x0bchunked',
  'Transfer-Encoding: xchunked',
  'Content-Type: application/x-www-form-urlencoded',
  'Expect: 100-continue',
  'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk',
  'Connection: close',
  ' folded: line',
  'no colon',
  'Cookie: __Host-EntradaSession=a; __Host-EntradaSession=b',
] as const;

const BODIES = [
  '',
  'a=b&c',
  '0\r\n\r\n',
  '5\r\na=b&c\r\n0\r\n\r\n',
  '5;ext="\r\n"\r\na=b&c\r\n0\r\n\r\n',
  'ffffffffffffffff\r\n',
  '-1\r\n',
  '5\na=b&c\n0\n\n',
  '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n',
] as const;

/** Bytes on a connection, most of them nearly a request. */
export function hostileBytes(_stage: Stage): fc.Arbitrary<string> {
  const or = (all: readonly string[]) =>
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...all) }, { weight: 1, arbitrary: nasty });
  const ending = fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r');
  return fc
    .tuple(or(LINES), fc.array(or(HEADERS), { maxLength: 5 }), or(BODIES), ending)
    .map(([line, headers, body, end]) => `${[line, ...headers].join(end)}${end}${end}${body}`);
}

/** Sends bytes over TLS as they are. @returns what came back until the server closed, or fell silent */
export function sendBytes({ platform }: Stage, bytes: string): Promise<string> {
  const { hostname, port } = new URL(platform.baseUrl);
  return new Promise((resolve, reject) => {
    let told = '';
    const socket = connect({ host: hostname, port: Number(port), ca: platform.caPem, servername: hostname });
    const done = () => {
      socket.destroy();
      resolve(told);
    };
    socket.on('secureConnect', () => socket.write(Buffer.from(bytes, 'latin1')));
    socket.on('data', (chunk: Buffer) => {
      told += chunk.toString('latin1');
    });
    socket.setTimeout(PATIENCE, done);
    socket.on('close', done);
    // A connection that is cut is an answer too; one that never came about is not.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? done() : reject(error),
    );
  });
}
