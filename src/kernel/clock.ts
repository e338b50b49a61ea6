/** The only source of time. Everything that asks what time it is takes a clock as an argument. */
export interface Clock {
  /** @returns the present moment, in milliseconds since the Unix epoch. */
  now(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved: for tests, and for suites that use `entrada/testing`. */
export class ManualClock implements Clock {
  #now: number;

  /** @param startAt the first moment it shows, in milliseconds since the Unix epoch. */
  constructor(startAt: number = Date.now()) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  /** Moves the clock forward. @param milliseconds how far; negative values move it back. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Sets the clock. @param moment milliseconds since the Unix epoch. */
  set(moment: number): void {
    this.#now = moment;
  }
}
