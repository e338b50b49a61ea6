import type { SchemaTypes } from '../engine.ts';

/** One step of the schema. Once released it is never edited: what comes later is another step. */
export interface Migration {
  /** Counts upwards from 1. */
  readonly version: number;
  readonly name: string;
  readonly statements: (types: SchemaTypes) => readonly string[];
}
