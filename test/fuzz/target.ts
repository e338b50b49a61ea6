import fc from 'fast-check';

/** What went wrong, with the smallest input that shows it. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly message: string;
  /** As JSON where it can be. */
  readonly input: string;
}

/** What a run of a target is given. */
export interface FuzzRun {
  readonly inputs: number;
  readonly seed: number;
  /** Called for every batch of inputs, so that somebody else can tell a hang from work. @param count since the last call */
  readonly beat: (count: number) => void;
}

/** Something that reads what strangers send. */
export interface Target {
  readonly name: string;
  /** How many of a million inputs it gets. */
  readonly share: number;
  run(run: FuzzRun): Promise<Finding | undefined>;
  /** Ends what the runs needed. */
  close?(): Promise<void>;
}

/** How long a parser may work on one input of at most 16 KiB: that makes the square of its length too much. Milliseconds. */
const MOST_WORK = 250;

/** How long an answer may take, on a machine that does much else. Milliseconds. */
const LONGEST_WAIT = 10_000;

/**
 * A parser that is called directly.
 * @param check throws when it finds something, and only then
 */
export function parserTarget<Input>(
  name: string,
  share: number,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => void,
): Target {
  return {
    name,
    share,
    async run({ inputs: numRuns, seed, beat }) {
      const property = fc.property(inputs, (input) => {
        const before = process.threadCpuUsage();
        check(input);
        const { user, system } = process.threadCpuUsage(before);
        if (user + system > MOST_WORK * 1000) throw new Error(`took ${Math.round((user + system) / 1000)} ms of work`);
        beat(1);
      });
      return findingOf(name, fc.check(property, { numRuns, seed, endOnFailure: false }));
    },
  };
}

/** How many inputs are under way at the same time. */
const ABREAST = 16;

/**
 * Something that answers later. Inputs go out several at a time, so that what they do to each other is met as well.
 * @param check rejects when it finds something, and only then
 */
export function servedTarget<Input>(
  name: string,
  share: number,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => Promise<void>,
): Target {
  return {
    name,
    share,
    async run({ inputs: wanted, seed, beat }) {
      const batches = fc.array(inputs, { minLength: 1, maxLength: ABREAST, size: 'max' });
      let left = wanted;
      const property = fc.asyncProperty(batches, async (batch) => {
        if (left <= 0) return;
        await Promise.all(batch.map((input) => inTime(check(input))));
        left -= batch.length;
        beat(batch.length);
      });
      return findingOf(name, await fc.check(property, { numRuns: Math.ceil(wanted / 4), seed, endOnFailure: false }));
    },
  };
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LONGEST_WAIT} ms`)), LONGEST_WAIT);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Of an input. Characters. */
const MOST_SHOWN = 8_000;

function findingOf<Input>(target: string, result: fc.RunDetails<Input>): Finding | undefined {
  if (!result.failed) return undefined;
  const { counterexample, errorInstance, seed } = result;
  const message =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  return { target, seed, message, input: fc.stringify(counterexample).slice(0, MOST_SHOWN) };
}
