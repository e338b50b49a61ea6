import { inspect } from 'node:util';

const PLACEHOLDER = '[redacted]';

/** A secret in memory. Printing, logging, templating or serialising it shows a placeholder; `reveal()` is the only way in. */
export class Redacted<Value = string> {
  readonly #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  /** @returns the secret itself. Call it only where the secret is used. */
  reveal(): Value {
    return this.#value;
  }

  toString(): string {
    return PLACEHOLDER;
  }

  toJSON(): string {
    return PLACEHOLDER;
  }

  [inspect.custom](): string {
    return PLACEHOLDER;
  }
}
