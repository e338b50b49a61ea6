import { argon2Sync, constants, generateKeyPairSync, sign, verify } from 'node:crypto';
import { defaultPasswordCost } from '../src/keyring/index.ts';

// Does one thing for as long as told (`sign`, `verify-rs256`, `verify-ps256` or `password`, then seconds) and prints what it costs of
// processor time, in microseconds: an RSA-2048 operation, or one password hash at the product's cost. A process of its own:
// nothing else is in the number.

const [, , operation = 'sign', seconds = '1'] = process.argv;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** As long as the header and claims of a usual access token. */
const data = Buffer.alloc(900, 'a');
const BLOCK = operation === 'password' ? 2 : 50;

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
const signature = sign('sha256', data, privateKey);
const pssSignature = sign('sha256', data, { key: privateKey, ...pss });
const pssKey = { key: publicKey, ...pss };
const operations: Readonly<Record<string, () => unknown>> = {
  sign: () => sign('sha256', data, privateKey),
  'verify-rs256': () => verify('sha256', data, publicKey, signature),
  'verify-ps256': () => verify('sha256', data, pssKey, pssSignature),
  password: () =>
    argon2Sync('argon2id', { message: 'password', nonce: Buffer.alloc(16), tagLength: 32, ...defaultPasswordCost }),
};
const run = operations[operation];
if (run === undefined) throw new Error(`There is no operation ${operation}.`);

function runBlock(work: () => unknown): void {
  for (let count = 0; count < BLOCK; count += 1) work();
}

for (let warmUp = 0; warmUp < 6; warmUp += 1) runBlock(run);
const before = process.cpuUsage();
const end = performance.now() + Number(seconds) * 1000;
let done = 0;
while (performance.now() < end) {
  runBlock(run);
  done += BLOCK;
}
const { user, system } = process.cpuUsage(before);
console.log((user + system) / done);
