import type { TestPlatform } from '../../src/testing/index.ts';

/** Where a person's browser has arrived. */
export interface Arrival {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Where the answer sends the browser; undefined for a page. */
  readonly location: URL | undefined;
}

/** Who signs in. */
export interface Credentials {
  readonly userPrincipalName: string;
  readonly password: string;
}

/** How a person answers what they are asked. */
export interface Answers {
  readonly staySignedIn?: boolean;
  readonly invitation?: 'accept' | 'decline';
  readonly consent?: 'accept' | 'acceptForOrganization' | 'decline';
}

type Fields = Readonly<Record<string, string>>;

const MAX_PAGES = 10;

/**
 * A person at a browser without script: keeps cookies, reads pages, presses buttons. It goes only where the platform is;
 * where a page of an application would be next, it stops and shows the address.
 */
export class Person {
  readonly cookies = new Map<string, string>();
  readonly #platform: Pick<TestPlatform, 'baseUrl' | 'fetch'>;

  constructor(platform: Pick<TestPlatform, 'baseUrl' | 'fetch'>) {
    this.#platform = platform;
  }

  /** Opens an address of the platform. */
  async visit(address: string | URL, headers: Fields = {}): Promise<Arrival> {
    return this.#ask(new URL(address, this.#platform.baseUrl), { method: 'GET', headers });
  }

  /** Posts a form to an address of the platform, from a page of the platform unless `headers` say otherwise. */
  async post(address: string | URL, fields: Fields, headers: Fields = {}): Promise<Arrival> {
    return this.#ask(new URL(address, this.#platform.baseUrl), {
      method: 'POST',
      headers: { origin: this.#platform.baseUrl, ...headers },
      body: new URLSearchParams(fields),
    });
  }

  /** Sends the form in which the element with this id stands, as it is, with the fields given here and the button's own. */
  async press(page: Arrival, id: string, fields: Fields = {}, headers: Fields = {}): Promise<Arrival> {
    const form = formAround(page.html, id);
    return this.post(form.action, { ...form.fields, ...form.button, ...fields }, headers);
  }

  /** Answers one page after the other until an application, an error or something unknown is reached. */
  async answer(first: Arrival, who: Credentials, answers: Answers = {}): Promise<Arrival> {
    let page = first;
    for (let count = 0; count < MAX_PAGES; count += 1) {
      const next = await this.#answerOne(page, who, answers);
      if (next === undefined) return page;
      page = next;
    }
    throw new Error(`more than ${MAX_PAGES} pages; the last was: ${titleOf(page)}`);
  }

  async #answerOne(page: Arrival, who: Credentials, answers: Answers): Promise<Arrival | undefined> {
    if (page.location !== undefined) return undefined;
    if (has(page, 'usernameError')) return undefined;
    if (has(page, 'i0116')) return this.press(page, 'idSIButton9', { loginfmt: who.userPrincipalName });
    if (has(page, 'passwordError')) return undefined;
    if (has(page, 'i0118')) return this.press(page, 'idSIButton9', { passwd: who.password });
    if (has(page, 'kmsiTitle')) return this.press(page, answers.staySignedIn === true ? 'idSIButton9' : 'idBtn_Back');
    if (has(page, 'idBtn_AcceptInvitation'))
      return answers.invitation === undefined
        ? undefined
        : this.press(page, answers.invitation === 'accept' ? 'idBtn_AcceptInvitation' : 'idBtn_Back');
    if (!has(page, 'idBtn_Accept')) return undefined;
    if (answers.consent === undefined) return undefined;
    if (answers.consent === 'decline') return this.press(page, 'idBtn_Back');
    const forAll = answers.consent === 'acceptForOrganization' ? { onBehalfOfOrganization: 'true' } : undefined;
    return this.press(page, 'idBtn_Accept', forAll);
  }

  async #ask(url: URL, init: RequestInit & { readonly headers: Fields }): Promise<Arrival> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie === '' ? {} : { cookie }), ...init.headers };
    const response = await this.#platform.fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      html: await response.text(),
      location: location === null ? undefined : new URL(location, url),
    };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Whether a page has an element of this id. */
export function has(page: Arrival, id: string): boolean {
  return page.html.includes(` id="${id}"`);
}

/** The title of a page, or where the answer leads. */
export function titleOf(page: Arrival): string {
  return page.location?.href ?? unescapeHtml(/<title>([^<]*)<\/title>/.exec(page.html)?.[1] ?? '(no title)');
}

/** The AADSTS number an error page shows. */
export function errorCodeOf(page: Arrival): number | undefined {
  const shown = /AADSTS(\d+):<\/span>/.exec(page.html)?.[1];
  return shown === undefined ? undefined : Number(shown);
}

/** What the answer gives the application: in the query, the fragment or the form. */
export function answerTo(page: Arrival): Readonly<Record<string, string>> {
  const { location } = page;
  if (location === undefined) return formAround(page.html, 'idSIButton9').fields;
  return Object.fromEntries(new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search));
}

/** The form around an element, its hidden fields, and what the element itself posts when it is pressed. */
export function formAround(
  html: string,
  id: string,
): { readonly action: string; readonly fields: Fields; readonly button: Fields } {
  for (const form of html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
    const [, head = '', body = ''] = form;
    const pressed = [...body.matchAll(/<(?:button|input)\b[^>]*>/g)].find(([tag]) => tag.includes(` id="${id}"`))?.[0];
    if (pressed === undefined) continue;
    const fields: Record<string, string> = {};
    for (const [tag] of body.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) Object.assign(fields, fieldOf(tag));
    for (const [tag] of body.matchAll(/<input\b[^>]* hidden readonly>/g)) Object.assign(fields, fieldOf(tag));
    return { action: attributeOf(head, 'action') ?? '', fields, button: fieldOf(pressed) };
  }
  throw new Error(`no form holds an element with the id ${id}`);
}

function fieldOf(tag: string): Fields {
  const name = attributeOf(tag, 'name');
  return name === undefined ? {} : { [name]: attributeOf(tag, 'value') ?? '' };
}

function attributeOf(tag: string, name: string): string | undefined {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescapeHtml(value);
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
