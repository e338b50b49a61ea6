import type { MachineFacts } from './machine-facts.ts';
import type { Section } from './measurement.ts';

/** The outcome of a run: what is kept as JSON. */
export interface Report {
  /** ISO 8601. */
  readonly measuredAt: string;
  readonly seconds: number;
  readonly machine: MachineFacts;
  readonly sections: readonly Section[];
}
