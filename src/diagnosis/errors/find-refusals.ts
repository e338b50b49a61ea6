import { type AadstsCode, aadstsEntry, isAadstsCode } from '../../catalogue/index.ts';

/** A refusal that was found in a text. */
export interface FoundRefusal {
  readonly code: AadstsCode;
  /** What the placeholders of its message stood for, where the text holds the message in our wording. */
  readonly values: Readonly<Record<string, string>>;
}

/** What a text says of refusals. */
export interface FoundRefusals {
  /** In the order in which they stand in the text, each once. */
  readonly refusals: readonly FoundRefusal[];
  /** Numbers that look like a code and are in no table. */
  readonly unknown: readonly string[];
  /** What ties the refusal to the logs. @spec sts reference 8.1 */
  readonly traceId: string | undefined;
  readonly correlationId: string | undefined;
  readonly timestamp: string | undefined;
}

const LONGEST = 64 * 1024;
const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * Finds the refusals in whatever somebody has at hand: a number, `AADSTS50011`, the JSON of an answer, a line of a log, or the
 * address that a browser was sent to.
 * @param given any text; what is beyond 64 KiB is not looked at
 */
export function findRefusals(given: string): FoundRefusals {
  const text = decode(given.slice(0, LONGEST));
  const bare = /^\s*(\d{5,9})\s*$/.exec(text)?.[1];
  const inText = [...text.matchAll(/AADSTS(\d{5,9})/gi)].map(([, digits]) => digits ?? '');
  const inJson = /"error_codes"\s*:\s*\[([\d\s,]{0,200})\]/.exec(text)?.[1]?.match(/\d{5,9}/g) ?? [];
  const inAddress = /[?&]code=(\d{5,9})(?:[&#\s]|$)/.exec(text)?.[1];
  const numbers = new Set([bare, ...inText, ...inJson, inAddress].filter((each) => each !== undefined));
  const refusals: FoundRefusal[] = [];
  const unknown: string[] = [];
  for (const digits of numbers) {
    const code = Number(digits);
    if (isAadstsCode(code))
      refusals.push({ code, values: valuesIn(`AADSTS${code}: ${aadstsEntry(code).message}`, text) });
    else unknown.push(digits);
  }
  return {
    refusals,
    unknown,
    traceId: guidAfter(text, 'trace[_ ]id'),
    correlationId: guidAfter(text, 'correlation[_ ]id'),
    timestamp: /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\dZ/.exec(text)?.[0],
  };
}

/** Addresses and forms carry a description percent-encoded; everything else is read as it is. */
function decode(text: string): string {
  if (!/error_description=/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function guidAfter(text: string, label: string): string | undefined {
  return new RegExp(`${label}["']?\\s*[:=]\\s*["']?(${GUID})`, 'i').exec(text)?.[1];
}

/** Reads a message back: the constant parts are looked for one after the other, and what lies between them are the values. */
function valuesIn(message: string, text: string): Readonly<Record<string, string>> {
  const parts = message.split(/\{([A-Za-z]+)\}/);
  const values: Record<string, string> = {};
  let at = text.indexOf(parts[0] ?? '');
  if (at < 0) return {};
  at += (parts[0] ?? '').length;
  for (let index = 1; index < parts.length; index += 2) {
    const next = parts[index + 1] ?? '';
    const end = text.indexOf(next, at);
    if (next === '' || end < 0) return {};
    values[parts[index] ?? ''] = text.slice(at, end);
    at = end + next.length;
  }
  return values;
}
