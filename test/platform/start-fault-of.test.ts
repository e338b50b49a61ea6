import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { KeyringFault } from '../../src/keyring/index.ts';
import { StartFault } from '../../src/platform/start-fault.ts';
import { startFaultOf } from '../../src/platform/start-fault-of.ts';
import { StorageFault } from '../../src/storage/index.ts';

test('a port that is taken is told with its number and the option', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const second = createServer().listen(port, '127.0.0.1');
  const [error] = await once(second, 'error').catch((reason: unknown) => [reason]);
  expect(startFaultOf(error, { host: 'localhost', port })).toMatchObject({
    code: 'PortTaken',
    exitCode: 69,
    message: `Port ${port} on localhost is taken: stop what uses it, or choose another with --port.`,
  });
});

test.each([
  ['EACCES', 'PortTaken', '--port'],
  ['EADDRNOTAVAIL', 'AddressUnavailable', '--host'],
] as const)('%s while listening names the option', (errorCode, code, option) => {
  const fault = startFaultOf(Object.assign(new Error('no'), { code: errorCode }), { host: 'h', port: 80 });
  expect(fault).toMatchObject({ code, message: expect.stringContaining(option) });
});

test.each([
  ['InUse', 'DatabaseInUse', 75],
  ['SchemaTooNew', 'SchemaTooNew', 65],
  ['DiskFull', 'DiskFull', 74],
  ['Unreachable', 'DatabaseUnavailable', 69],
] as const)('the database’s %s keeps its words', (storageCode, code, exitCode) => {
  const refusal = new StorageFault(storageCode, 'It says so itself.', { detail: 'for the log' });
  expect(startFaultOf(refusal)).toMatchObject({ code, exitCode, message: refusal.message, detail: 'for the log' });
});

test('a wrong master key ends the start, a full password queue is none of its business', () => {
  expect(startFaultOf(new KeyringFault('MasterKeyMismatch', 'another'))).toMatchObject({ exitCode: 78 });
  expect(startFaultOf(new KeyringFault('PasswordQueueFull', 'wait'))).toBeUndefined();
});

test('a start fault is itself, and a bug is none', () => {
  const fault = new StartFault('SeedInvalid', 'no');
  expect(startFaultOf(fault)).toBe(fault);
  expect(startFaultOf(new TypeError('bug'), { host: 'h', port: 1 })).toBeUndefined();
});
