import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { PageServer } from './page-server.ts';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let server: PageServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), PageServer.start()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };

/** Opens a browser context, and lets `use` visit every page with it; returns what the consoles complained about. */
async function visitAll(
  options: BrowserContextOptions,
  use: (page: Page, name: string) => Promise<void>,
): Promise<string[]> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  for (const { name } of server.states) {
    await page.goto(`${server.origin}/${name}?still`);
    if (name === 'form-post') await page.waitForSelector('#idSIButton9');
    await use(page, name);
  }
  await context.close();
  return complaints;
}

/** Says by how much a page is too wide. The protocol's own evaluation works where the page itself may run no script. */
async function overflowOf(page: Page, name: string): Promise<string[]> {
  const root = 'document.documentElement';
  const overflow = await page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`);
  return overflow > 0 ? [`${name}: too wide by ${overflow} px`] : [];
}

describe('accessibility', () => {
  test.each([
    ['light', 'phone', phone, {}],
    ['light', 'desktop', desktop, {}],
    // Of what axe looks at, only the colours depend on the scheme.
    ['dark', 'phone', phone, { runOnly: ['color-contrast'] }],
    ['dark', 'desktop', desktop, { runOnly: ['color-contrast'] }],
  ] as const)('axe finds nothing, the policy blocks nothing, nothing scrolls sideways: %s, %s', async (...state) => {
    const [colorScheme, , viewport, options] = state;
    const found: unknown[] = [];
    const complaints = await visitAll({ colorScheme, viewport }, async (page, name) => {
      await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');
      found.push(...(await overflowOf(page, name)));
      await page.evaluate(axeSource);
      const results = (await page.evaluate(
        `axe.run(${JSON.stringify({ ...options, resultTypes: ['violations'] })})`,
      )) as AxeResults;
      for (const { id, nodes } of results.violations)
        found.push({ name, id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) });
    });
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('the keyboard reaches what one most likely presses, in the order of reading', async () => {
    const missed: string[] = [];
    await visitAll({ viewport: desktop }, async (page, name) => {
      const primary = server.states.find((state) => state.name === name)?.primary;
      if (primary === undefined) return;
      const isReached = async (): Promise<boolean> =>
        page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(primary)}) === true`);
      let presses = 0;
      while (presses < 30 && !(await isReached())) {
        await page.keyboard.press('Tab');
        presses += 1;
      }
      if (presses === 30) missed.push(name);
    });
    expect(missed).toEqual([]);
  });

  test('no tab index is set by hand except to leave something out, so that Tab follows the text', () => {
    for (const { page } of server.states) expect(page.html).not.toMatch(/tabindex="(?!-1")/);
  });
});

describe('layout', () => {
  test('nothing scrolls sideways at 320 px (WCAG 2.2 §1.4.10)', async () => {
    const wide: string[] = [];
    await visitAll({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false }, async (page, name) => {
      wide.push(...(await overflowOf(page, name)));
    });
    expect(wide).toEqual([]);
  });
});

describe('without script', () => {
  async function open(name: string): Promise<Page> {
    const page = await browser.newPage({ javaScriptEnabled: false });
    server.posted.length = 0;
    await page.goto(`${server.origin}/${name}`);
    return page;
  }

  test('user name and password post with what the page carries unseen', async () => {
    const page = await open('username');
    await page.fill('#i0116', 'adele@contoso.example');
    await page.click('#idSIButton9');
    await page.waitForURL('**/login');
    await page.goto(`${server.origin}/password`);
    await page.fill('#i0118', 'correct horse');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/login');
    expect(server.posted.map(({ fields }) => Object.fromEntries(fields))).toEqual([
      { ctx: 'interaction-1', flowToken: 'token-1', loginfmt: 'adele@contoso.example' },
      { ctx: 'interaction-1', flowToken: 'token-1', loginfmt: 'adele.vance@contoso.example', passwd: 'correct horse' },
    ]);
    await page.close();
  });

  test.each([
    ['picker', '#aadTile', 'account', 'a1'],
    ['picker', '#otherTile', 'useAnotherAccount', 'true'],
    ['stay-signed-in', '#idBtn_Back', 'LoginOptions', '3'],
    ['consent', '#idBtn_Accept', 'decision', 'accept'],
    ['consent', '#idBtn_Back', 'decision', 'cancel'],
    ['sign-out-confirmation', '#idSIButton9', 'account', 'a1'],
  ])('%s: %s posts %s=%s', async (name, selector, field, value) => {
    const page = await open(name);
    await page.click(selector);
    await page.waitForURL('**/login');
    expect(server.posted[0]?.fields.get(field)).toBe(value);
    await page.close();
  });

  test('Enter in the organization box does not consent', async () => {
    const page = await open('consent-administrator');
    await page.focus('#onBehalfOfOrganization');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/login');
    expect(server.posted[0]?.fields.get('decision')).toBe('cancel');
    await page.close();
  });

  test('a permission opens to its description', async () => {
    const page = await open('consent');
    await page.click('summary:has-text("Read and write your mail")');
    expect(await page.isVisible('text=Mail.ReadWrite')).toBe(true);
    await page.close();
  });

  test('form_post has a button', async () => {
    const page = await open('form-post');
    await page.click('#idSIButton9');
    await page.waitForURL('**/landing');
    expect(server.posted[0]?.fields.get('state')).toBe('"><b>state');
    await page.close();
  });
});

describe('with script', () => {
  test('form_post carries the response over by itself, also past a field named submit', async () => {
    const page = await browser.newPage();
    server.posted.length = 0;
    await page.goto(`${server.origin}/form-post`);
    await page.waitForURL('**/landing');
    expect(Object.fromEntries(server.posted[0]?.fields ?? [])).toEqual({
      code: 'the-code',
      state: '"><b>state',
      submit: 'a field of this name',
    });
    await page.close();
  });

  test('front-channel logout tells the applications, then goes on', async () => {
    const page = await browser.newPage();
    const framed = page.waitForRequest('**/frame?iss=x&sid=y');
    await page.goto(`${server.origin}/front-channel-logout-onwards`);
    await framed;
    await page.waitForURL('**/landing?state=s');
    expect(await page.title()).toBe('Landed');
    await page.close();
  });

  test('a sign-in may end at a redirect URI on plain http at a loopback port (RFC 8252 §7.3)', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${server.origin}/leaving`);
    await page.click('#idSIButton9');
    await page.waitForURL((url) => url.hostname === 'localhost', { timeout: 5000 });
    expect(complaints).toEqual([]);
    await page.close();
  });
});
