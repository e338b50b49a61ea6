import { generateKeyPairSync, sign } from 'node:crypto';

// Signs for as long as told (seconds, first argument) and prints what one RSA-2048 signature (RS256) costs of processor time,
// in microseconds. A process of its own: nothing but signatures is in the number.

const seconds = Number(process.argv[2]);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** As long as the header and claims of a usual access token. */
const data = Buffer.alloc(900, 'a');
const BLOCK = 50;

function signBlock(): void {
  for (let count = 0; count < BLOCK; count += 1) sign('sha256', data, privateKey);
}

for (let warmUp = 0; warmUp < 6; warmUp += 1) signBlock();
const before = process.cpuUsage();
const end = performance.now() + seconds * 1000;
let signatures = 0;
while (performance.now() < end) {
  signBlock();
  signatures += BLOCK;
}
const { user, system } = process.cpuUsage(before);
console.log((user + system) / signatures);
