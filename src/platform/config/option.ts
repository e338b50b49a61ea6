import type { z } from 'zod';
import { Redacted } from '../../kernel/index.ts';

/** Where a value may come from, the strongest first. */
export type OptionSource = 'flag' | 'environment' | 'file';

/** What is told of a setting, whatever the type of its value. */
export interface OptionDescription {
  /** What a refusal says after "it takes", and the reference in its column. */
  readonly accepts: string;
  /** One sentence for the reference and the command line's help. */
  readonly summary: string;
  /** The text taken when no source gives one. */
  readonly fallback?: string;
  /** What the reference says where there is no fixed fallback. */
  readonly fallbackNote?: string;
  /** Default: every source. */
  readonly sources?: readonly OptionSource[];
  /** Whether a refusal keeps the value to itself. */
  readonly secret?: boolean;
}

/** How an option is declared. */
export interface OptionDeclaration<Value> extends OptionDescription {
  /** Reads the text of a value. Every source gives text, so that all mean the same. */
  readonly schema: z.ZodType<Value, string>;
  /** Makes relative paths absolute. `base` is the working folder, or for a value from the file that file's folder. */
  readonly resolve?: (value: Value, base: string) => Value;
}

/** One setting: the single source of its flag, its environment variable, its key in `entrada.yaml` and its documentation. */
export interface Option<Value> extends OptionDescription {
  /** @returns undefined when the text is not acceptable */
  read(text: string, base: string): { readonly value: Value } | undefined;
}

/** Makes an option of its declaration. */
export function option<Value>({ schema, resolve, ...description }: OptionDeclaration<Value>): Option<Value> {
  return {
    ...description,
    read(text, base) {
      const parsed = schema.safeParse(text);
      if (!parsed.success) return undefined;
      return { value: resolve === undefined ? parsed.data : resolve(parsed.data, base) };
    },
  };
}

const everySource: readonly OptionSource[] = ['flag', 'environment', 'file'];

/** @returns whether the option may be given by that source */
export function isAllowed(declared: OptionDescription, source: OptionSource): boolean {
  return (declared.sources ?? everySource).includes(source);
}

/** @returns the environment variable of an option: `data-dir` is `ENTRADA_DATA_DIR` */
export function variableOf(name: string): string {
  return `ENTRADA_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** Keeps a secret text from being printed. */
export const redact = (text: string): Redacted => new Redacted(text);
