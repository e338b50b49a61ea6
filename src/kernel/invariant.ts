/** A bug: something that must hold did not. It is logged with its stack and answered 500, never turned into a refusal. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/**
 * States what must hold.
 * @param condition what must be true
 * @param statement the sentence that is false when `condition` is
 * @throws InvariantError when `condition` is falsy
 */
export function invariant(condition: unknown, statement: string): asserts condition {
  if (!condition) throw new InvariantError(statement);
}
