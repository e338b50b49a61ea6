/** Where a test shows that an attack fails. */
export interface Shown {
  /** Below `test/`, without `.test.ts`. */
  readonly file: string;
  /** The title of the test, as it is written there. */
  readonly test: string;
}

/** One way to attack a token service, and what becomes of it here. */
export interface Threat {
  /** Stays what it is, so that others can refer to it. */
  readonly id: string;
  readonly name: string;
  /** Where it is described. */
  readonly source: string;
  /** One sentence. */
  readonly met: string;
  readonly shown: readonly Shown[];
}

/** Shorthand for the tests of one file. */
export const inFile = (file: string, ...tests: readonly string[]): readonly Shown[] =>
  tests.map((test) => ({ file, test }));
