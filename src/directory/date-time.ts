const SECOND = 1000;

/**
 * A moment as the directory keeps it when it chooses the text itself: whole seconds.
 * @param at milliseconds since the Unix epoch
 * @returns ISO 8601, UTC, without a fraction
 * @spec Graph resource application: `createdDateTime` has second precision
 */
export function renderSeconds(at: number): string {
  return new Date(Math.floor(at / SECOND) * SECOND).toISOString().replace('.000Z', 'Z');
}

/**
 * A moment with its fraction, which is left out when it is zero.
 * @param at milliseconds since the Unix epoch
 * @returns ISO 8601, UTC
 */
export function renderDateTime(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
