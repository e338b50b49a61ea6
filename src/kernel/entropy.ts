import { randomBytes, randomUUID } from 'node:crypto';

/** The only source of randomness. */
export interface Entropy {
  /** @returns `size` unpredictable bytes. */
  bytes(size: number): Buffer;
  /** @returns a random (version 4) UUID in lower case. */
  uuid(): string;
}

/** The operating system's cryptographic random source. */
export const systemEntropy: Entropy = {
  bytes: (size) => randomBytes(size),
  uuid: () => randomUUID(),
};
