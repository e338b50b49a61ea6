import { excerpt, ODataFault } from './fault.ts';

/** What a collection allows of an OData query, where collections differ. */
export interface QueryProfile {
  /** The largest `$top`. */
  readonly maxTop: number;
  /** Whether `$skip` is offered. */
  readonly acceptsSkip: boolean;
}

/** Directory objects and their links page by 1 to 999 and do not skip. */
export const DIRECTORY_QUERY: QueryProfile = { maxTop: 999, acceptsSkip: false };

const WHOLE_NUMBER = /^\d{1,15}$/;

/**
 * @returns the page size that `$top` asks for, 1 to `profile.maxTop`
 * @throws ODataFault `OptionInvalid` for what is no whole number (negative ones too), `PageSizeOutOfRange` for 0 and for
 *   more than the profile allows
 */
export function parseTop(value: string, profile: QueryProfile): number {
  const top = parseWholeNumber('$top', value);
  if (top < 1 || top > profile.maxTop) {
    const message = `Invalid page size '${top}': it must lie between 1 and ${profile.maxTop}.`;
    throw new ODataFault('PageSizeOutOfRange', message, { target: '$top' });
  }
  return top;
}

/** @throws ODataFault `OptionUnsupported` where the profile offers no `$skip`, `OptionInvalid` for what is no whole number */
export function parseSkip(value: string, profile: QueryProfile): number {
  if (!profile.acceptsSkip) {
    throw new ODataFault('OptionUnsupported', "'$skip' is not supported by the service.", { target: '$skip' });
  }
  return parseWholeNumber('$skip', value);
}

/** @throws ODataFault `OptionInvalid` for anything but true and false (any case) */
export function parseCount(value: string): boolean {
  const folded = value.trim().toLowerCase();
  if (folded === 'true' || folded === 'false') return folded === 'true';
  throw invalidOption('$count', value, 'it must be true or false');
}

/** @returns how many levels to expand; `max` is Infinity. @throws ODataFault `OptionInvalid` */
export function parseLevels(value: string): number {
  return value.trim().toLowerCase() === 'max' ? Number.POSITIVE_INFINITY : parseWholeNumber('$levels', value);
}

/** JSON is the only format. @throws ODataFault `OptionInvalid` for any other */
export function requireJsonFormat(value: string): void {
  const [type = ''] = value.toLowerCase().split(';');
  if (!['json', 'application/json'].includes(type.trim()))
    throw invalidOption('$format', value, 'only json is offered');
}

function parseWholeNumber(option: string, value: string): number {
  const text = value.trim();
  if (!WHOLE_NUMBER.test(text)) throw invalidOption(option, value, 'it must be a whole number, zero or more');
  return Number(text);
}

function invalidOption(option: string, value: string, why: string): ODataFault {
  return new ODataFault('OptionInvalid', `Invalid value '${excerpt(value)}' for ${option}: ${why}.`, {
    target: option,
  });
}
