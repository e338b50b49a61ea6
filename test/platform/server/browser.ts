import type { Fetch } from '../../../src/testing/index.ts';

/** The form of a page that its main button submits: where it goes, and what goes with it. */
function readMainForm(html: string): { readonly action: string; readonly fields: URLSearchParams } {
  const form = html.match(/<form[\s\S]*?<\/form>/g)?.find((text) => text.includes('button primary')) ?? '';
  const action = /<form[^>]*action="([^"]*)"/.exec(form)?.[1] ?? '';
  const fields = new URLSearchParams();
  for (const [element] of form.matchAll(/<(input[^>]*type="hidden"|button[^>]*class="button primary")[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(element)?.[1];
    if (name !== undefined) fields.set(name, /value="([^"]*)"/.exec(element)?.[1] ?? '');
  }
  return { action: action.replaceAll('&amp;', '&'), fields };
}

/** A browser without scripts: it keeps cookies and submits forms. */
export interface PlainBrowser {
  readonly cookies: ReadonlyMap<string, string>;
  visit(address: string, body?: URLSearchParams): Promise<Response>;
  /**
   * Signs in: fills in each page and presses its main button until the answer leads away.
   * @param passwords typed one after the other, for as long as one is asked for
   * @param seen is shown each page's hidden fields
   * @returns where the answer leads
   */
  signIn(address: string, passwords: readonly string[], seen?: (fields: URLSearchParams) => void): Promise<URL>;
}

const MAX_PAGES = 10;

/** Makes a browser. @param baseUrl where it starts from */
export function createPlainBrowser(fetch: Fetch, baseUrl: string): PlainBrowser {
  const cookies = new Map<string, string>();
  async function visit(address: string, body?: URLSearchParams): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(address, baseUrl), {
      headers: { cookie, ...(body === undefined ? {} : { origin: baseUrl }) },
      redirect: 'manual',
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    return response;
  }
  return {
    cookies,
    visit,
    async signIn(address, passwords, seen) {
      const typed = [...passwords];
      let answer = await visit(address);
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const location = answer.headers.get('location');
        if (location !== null) return new URL(location);
        const html = await answer.text();
        const { action, fields } = readMainForm(html);
        seen?.(fields);
        if (html.includes('type="password"')) fields.set('passwd', typed.shift() ?? '');
        answer = await visit(action, fields);
      }
      throw new Error('the sign-in does not come to an end');
    },
  };
}
