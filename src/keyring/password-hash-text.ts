/** How much work one argon2id costs. */
export interface PasswordCost {
  /** Memory in KiB. */
  readonly memory: number;
  /** Passes over the memory. */
  readonly passes: number;
  /** Lanes. */
  readonly parallelism: number;
}

/** A stored password hash, taken apart. */
export interface PasswordHash {
  readonly cost: PasswordCost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const PATTERN = /^\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,5}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** @spec PHC string format, argon2 version 19 (0x13) of RFC 9106 */
export function renderPasswordHash({ cost, salt, hash }: PasswordHash): string {
  const parameters = `m=${cost.memory},t=${cost.passes},p=${cost.parallelism}`;
  return `$argon2id$v=19$${parameters}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** @returns undefined when the text is no argon2id hash in PHC form */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [, memory, passes, parallelism, salt = '', hash = ''] = match;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
