import { createHash } from 'node:crypto';

/** An application of the large directory, known from its number alone by who writes it and by who reads it. */
export interface SampleApplication {
  readonly id: string;
  readonly appId: string;
  readonly instanceId: string;
  readonly displayName: string;
}

const DIGITS = 6;

/** @param number from 0 up; below a million */
export function sampleApplication(number: number): SampleApplication {
  return {
    id: guidOf(`definition ${number}`),
    appId: guidOf(`application ${number}`),
    instanceId: guidOf(`instance ${number}`),
    displayName: `Application ${String(number).padStart(DIGITS, '0')}`,
  };
}

/** How many names begin with the same `tenNamePrefix`. */
export const NAMES_A_PREFIX = 10;

/** @returns what the names of ten applications begin with, the one of this number among them */
export function tenNamePrefix(number: number): string {
  return sampleApplication(number).displayName.slice(0, -1);
}

/** @returns a GUID (version 4 by its looks), always the same for a text, spread like random ones */
function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
