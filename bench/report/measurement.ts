/** What a number is held against. */
export interface Aim {
  readonly sense: 'at most' | 'at least';
  readonly limit: number;
}

/** One number of the report. */
export interface Measurement {
  /** Names it for who compares reports. */
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  readonly aim?: Aim;
  /** More about the number: how it spread, what it is made of. */
  readonly detail?: string;
}

/** `ratio` has no unit: it is printed with a cross. */
export type Unit = 'ratio' | 'µs' | 'ms' | 'MB' | 'tokens/s' | 'answers/s';

/** What one part of the benchmark found. */
export interface Section {
  readonly title: string;
  readonly measurements: readonly Measurement[];
}

export const atMost = (limit: number): Aim => ({ sense: 'at most', limit });
export const atLeast = (limit: number): Aim => ({ sense: 'at least', limit });

/** @returns whether a value meets an aim; a value that is no number meets none */
function isMet({ sense, limit }: Aim, value: number): boolean {
  return sense === 'at most' ? value <= limit : value >= limit;
}

const decimals: Readonly<Record<Unit, number>> = { ratio: 2, µs: 0, ms: 2, MB: 0, 'tokens/s': 0, 'answers/s': 0 };

/** @returns a number as a person reads it: `1.52×`, `390 µs`, `2,400 tokens/s` */
export function renderQuantity(value: number, unit: Unit): string {
  // What is large enough needs no decimals.
  const digits = unit === 'ms' && value >= 100 ? 0 : decimals[unit];
  const text = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === 'ratio' ? `${text}×` : `${text} ${unit}`;
}

/** @returns `at most 1.60×` */
export const renderAim = ({ sense, limit }: Aim, unit: Unit): string => `${sense} ${renderQuantity(limit, unit)}`;

/** @returns what became of the aim: `met`, `missed`, or nothing where there is none */
export function verdict({ aim, value }: Measurement): 'met' | 'missed' | '' {
  if (aim === undefined) return '';
  return isMet(aim, value) ? 'met' : 'missed';
}
