import type { Paint } from './paint.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** What ends sooner wants to be renewed now. */
const SOON_DAYS = 30;

/**
 * @param endDateTime as Graph writes it; null never ends
 * @param now milliseconds since the Unix epoch
 * @returns days until then, rounded, and negative as soon as it is over; undefined where it never ends
 */
export function daysUntil(endDateTime: string | null, now: number): number | undefined {
  if (endDateTime === null) return undefined;
  const end = Date.parse(endDateTime);
  if (Number.isNaN(end)) return undefined;
  const days = (end - now) / DAY_MILLISECONDS;
  return days < 0 ? Math.floor(days) : Math.round(days);
}

/** @returns how to set off what has so many days left */
export function paintOfDays(days: number | undefined, paint: Paint): (text: string) => string {
  if (days === undefined || days > SOON_DAYS) return paint.good;
  return days < 0 ? paint.bad : paint.warn;
}

/** @returns `in 12 days`, `today`, `3 days ago` */
export function sayDays(days: number | undefined): string {
  if (days === undefined) return 'never';
  if (days === 0) return 'today';
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days < 0 ? `${count} ago` : `in ${count}`;
}
