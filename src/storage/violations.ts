/** A constraint of the schema refused a row. Internal: `refuse` turns it into what the ports promise. */
export class ConstraintViolation extends Error {
  readonly kind: 'unique' | 'foreignKey';
  /** Name of the constraint, or `table.column, table.column` where the engine tells only that. Empty when it tells nothing. */
  readonly constraint: string;

  constructor(kind: 'unique' | 'foreignKey', constraint: string, cause: unknown) {
    super(`${kind} ${constraint}`, { cause });
    this.kind = kind;
    this.constraint = constraint;
  }
}

/** The database asks for the unit of work to be run again from its start. Internal: `Transactions` does it. */
export class SerializationFailure extends Error {
  constructor(cause: unknown) {
    super('could not serialise', { cause });
  }
}
