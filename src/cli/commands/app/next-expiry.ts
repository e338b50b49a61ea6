import type { RemoteCredential } from '../../../remote/index.ts';
import type { Paint } from '../../output/paint.ts';
import { daysUntil, paintOfDays } from '../../output/remaining-time.ts';

/** The credential that ends next. */
export interface NextExpiry {
  /** How many credentials there are. */
  readonly count: number;
  /** Whole days until the first of them ends; negative once it has. */
  readonly days: number | undefined;
  /** Such as `2, 12 days`. */
  readonly short: string;
  readonly paint: (paint: Paint) => (text: string) => string;
}

/** @param now milliseconds since the Unix epoch */
export function nextExpiry(
  holder: {
    readonly passwordCredentials: readonly RemoteCredential[];
    readonly keyCredentials: readonly RemoteCredential[];
  },
  now: number,
): NextExpiry {
  const all = [...holder.passwordCredentials, ...holder.keyCredentials];
  const ends = all.flatMap(({ endDateTime }) => daysUntil(endDateTime, now) ?? []);
  const days = ends.length === 0 ? undefined : Math.min(...ends);
  const left = days === undefined ? 'no end' : days < 0 ? 'expired' : days === 1 ? '1 day' : `${days} days`;
  return {
    count: all.length,
    days,
    short: all.length === 1 ? left : `${all.length}: ${left}`,
    paint: (paint) => paintOfDays(days, paint),
  };
}
