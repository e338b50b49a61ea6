import { randomBytes, randomFillSync, randomUUID } from 'node:crypto';

/** The only source of randomness. */
export interface Entropy {
  /** @returns `size` unpredictable bytes. */
  bytes(size: number): Buffer;
  /** @returns a random (version 4) UUID in lower case. */
  uuid(): string;
}

/** Asking the system costs the same for few bytes as for many: small requests are served from a stock of this size. */
const STOCK_BYTES = 4096;

/** The operating system's cryptographic random source. What is handed out is forgotten here at once. */
export const systemEntropy: Entropy = createSystemEntropy();

function createSystemEntropy(): Entropy {
  const stock = Buffer.alloc(STOCK_BYTES);
  let used = STOCK_BYTES;
  return {
    bytes(size) {
      if (size > STOCK_BYTES / 8) return randomBytes(size);
      if (used + size > STOCK_BYTES) {
        randomFillSync(stock);
        used = 0;
      }
      const bytes = Buffer.from(stock.subarray(used, used + size));
      stock.fill(0, used, used + size);
      used += size;
      return bytes;
    },
    uuid: () => randomUUID(),
  };
}
