import { renderDateTime } from '../date-time.ts';
import type { SignInAudience } from '../types/application.ts';
import { limitsOf } from './audience-limits.ts';
import { refuseValue } from './refuse-value.ts';

const DEFAULT_YEARS = 2;

/** When a client secret holds. */
export interface CredentialLifetime {
  /** ISO 8601, UTC, as the caller wrote it. */
  readonly startDateTime: string;
  readonly endDateTime: string;
}

/**
 * The lifetime of a client secret: from now and for two years unless the caller says otherwise. What the caller says is kept
 * letter by letter, because clients compare it as text.
 * @param now milliseconds since the Unix epoch
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph addPassword; Graph resource passwordCredential
 */
export function secretLifetime(
  wanted: { readonly startDateTime?: string | null | undefined; readonly endDateTime?: string | null | undefined },
  now: number,
): CredentialLifetime {
  const startDateTime = wanted.startDateTime ?? renderDateTime(now);
  const start = Date.parse(startDateTime);
  if (Number.isNaN(start)) refuseValue('passwordCredentials.startDateTime', 'It is not a date and time.');
  const endDateTime = wanted.endDateTime ?? renderDateTime(yearsAfter(start, DEFAULT_YEARS));
  const end = Date.parse(endDateTime);
  if (Number.isNaN(end)) refuseValue('passwordCredentials.endDateTime', 'It is not a date and time.');
  if (end <= start) refuseValue('passwordCredentials.endDateTime', 'A credential ends after it starts.');
  return { startDateTime, endDateTime };
}

function yearsAfter(at: number, years: number): number {
  const date = new Date(at);
  return date.setUTCFullYear(date.getUTCFullYear() + years);
}

/**
 * How many client secrets an application may have at once.
 * @throws DirectoryFault `InvalidValue`
 * @spec Entra "Validation differences by supported account types": `passwordCredentials`
 */
export function requirePasswordCredentialCount(count: number, audience: SignInAudience): void {
  const most = limitsOf(audience).passwordCredentials;
  if (count > most) refuseValue('passwordCredentials', `There may be at most ${most} client secrets.`);
}
