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

/** A unit of work is about to change the directory: it must run from its start when its turn has come. Internal as well. */
export class TurnNeeded extends Error {
  constructor() {
    super('changes of the directory take turns');
  }
}
