/** Why a text is not the JSON object that it has to be. */
export type JsonProblem = 'notAnObject' | 'repeatedMember';

export type JsonReading =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: JsonProblem };

const utf8 = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads one JSON object of UTF-8 bytes in which no member, at any depth, is named twice. Of a repeated member two readers may
 * each take another value, so a signature over it proves nothing.
 * @spec RFC 7515 §4, RFC 7519 §4, RFC 8725 §2.4
 */
export function parseJsonObject(bytes: Uint8Array): JsonReading {
  let text: string;
  let value: unknown;
  try {
    text = utf8().decode(bytes);
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'notAnObject' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { ok: false, problem: 'notAnObject' };
  if (hasRepeatedMember(text)) return { ok: false, problem: 'repeatedMember' };
  return { ok: true, value: value as Readonly<Record<string, unknown>> };
}

/** @param text JSON that is known to be well-formed */
function hasRepeatedMember(text: string): boolean {
  // Names of each object that is open; undefined stands for an array, whose texts are no names.
  const open: (Set<string> | undefined)[] = [];
  // Every text, bracket and comma. What lies between (numbers, colons, blanks) says nothing about names.
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},]/g;
  let awaitsName = false;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ',' && awaitsName) {
      const names = open.at(-1);
      const name = JSON.parse(token) as string;
      if (names?.has(name)) return true;
      names?.add(name);
    }
    awaitsName = (token === '{' || token === ',') && open.at(-1) !== undefined;
  }
  return false;
}
