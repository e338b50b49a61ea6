import { InvariantError, invariant } from '../../kernel/index.ts';
import { hasSafeScheme } from './safe-url.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** @returns `text` with the five characters that mean something to an HTML parser written as references. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** A finished piece of markup. Only `html` and `trustedHtml` make one, so a plain string can never pass for markup. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** A finished list of attributes, fit for the inside of a tag. Made by `attributes`. */
export class Attributes {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What a template accepts. Strings and numbers are escaped; `false`, `null` and `undefined` leave nothing behind. */
export type HtmlValue = string | number | Html | Attributes | false | null | undefined | readonly HtmlValue[];

/**
 * Marks a constant of this source tree as markup.
 * @param constant markup written by us; never anything that came from a request or a store
 */
export const trustedHtml = (constant: string): Html => new Html(constant);

/**
 * Renders attributes, each with a leading space.
 * @param values `true` gives a bare attribute; `false` and `undefined` leave it out
 * @throws InvariantError for a name that is no plain attribute, an event handler, an inline style (the policy of every page
 *   would block those two), or a link with a scheme that runs script
 */
export function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): Attributes {
  let markup = '';
  for (const [name, value] of Object.entries(values)) {
    invariant(
      /^[a-z][a-z0-9-]*$/i.test(name) && !/^(?:on|style$)/i.test(name),
      `${name} is no attribute a page may set`,
    );
    if (value === undefined || value === false) continue;
    if (value === true) markup += ` ${name}`;
    else {
      requireSafeLink(name, String(value));
      markup += ` ${name}="${escapeHtml(String(value))}"`;
    }
  }
  return new Attributes(markup);
}

/**
 * The template tag all pages are written in. Where a value stands decides what it may be: between tags, text (escaped) or
 * `Html`; inside quotes, text (escaped, and checked when the attribute is a link); inside a tag, `Attributes` only; inside
 * `script` and `style`, `Html` only.
 * @throws InvariantError when a value stands where it could not be made safe
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = strings[0] ?? '';
  let place = placeAfter(markup, TEXT);
  values.forEach((value, index) => {
    const next = strings[index + 1] ?? '';
    markup += renderValue(value, place) + next;
    place = placeAfter(next, place);
  });
  return new Html(markup);
}

/** Where in the markup the next value would stand. `attribute` is the name before an open quote. */
interface Place {
  readonly kind: 'text' | 'raw' | 'tag' | 'quoted';
  readonly quote: string;
  readonly attribute: string;
}
const TEXT: Place = { kind: 'text', quote: '', attribute: '' };
const RAW: Place = { ...TEXT, kind: 'raw' };
const TAG: Place = { ...TEXT, kind: 'tag' };

function placeAfter(chunk: string, start: Place): Place {
  let place = start;
  let tagFrom = 0;
  for (let at = 0; at < chunk.length; at += 1) {
    if (opensTag(chunk, at, place)) tagFrom = at;
    place = step(chunk, at, place, tagFrom);
  }
  return place;
}

function opensTag(chunk: string, at: number, place: Place): boolean {
  return place.kind === 'text' ? chunk[at] === '<' : place.kind === 'raw' && chunk.startsWith('</', at);
}

function step(chunk: string, at: number, place: Place, tagFrom: number): Place {
  const character = chunk[at] ?? '';
  if (place.kind === 'quoted') return character === place.quote ? TAG : place;
  if (place.kind !== 'tag') return opensTag(chunk, at, place) ? TAG : place;
  if (character === '>') return /^<(?:script|style)\b/i.test(chunk.slice(tagFrom)) ? RAW : TEXT;
  if (character !== '"' && character !== "'") return place;
  const attribute = /([\w-]+)\s*=\s*$/.exec(chunk.slice(0, at))?.[1] ?? '';
  return { kind: 'quoted', quote: character, attribute };
}

function renderValue(value: HtmlValue, place: Place): string {
  if (value === false || value === null || value === undefined) return '';
  if (value instanceof Attributes && place.kind === 'tag') return value.toString();
  if (place.kind === 'tag') throw new InvariantError('inside a tag only attributes() may stand; quote other values');
  if (place.kind === 'text' && isList(value)) return value.map((part) => renderValue(part, place)).join('');
  if (value instanceof Html && place.kind !== 'quoted') return value.toString();
  if ((typeof value === 'string' || typeof value === 'number') && place.kind !== 'raw') {
    if (place.kind === 'quoted') requireSafeLink(place.attribute, String(value));
    return escapeHtml(String(value));
  }
  throw new InvariantError(`a value of this type may not stand in the place '${place.kind}'`);
}

function isList(value: HtmlValue): value is readonly HtmlValue[] {
  return Array.isArray(value);
}

function requireSafeLink(attribute: string, url: string): void {
  if (!/^(?:href|src|action|formaction)$/i.test(attribute)) return;
  const isImage = attribute.toLowerCase() === 'src' && /^data:image\//i.test(url);
  invariant(isImage || hasSafeScheme(url), `${attribute} would run script or leave the web`);
}
