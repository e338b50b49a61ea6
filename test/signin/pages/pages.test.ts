import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ConsentView,
  type Page,
  renderAccountPickerPage,
  renderConsentPage,
  renderErrorPage,
  renderFormPostPage,
  renderFrontChannelLogoutPage,
  renderPasswordPage,
  renderSignOutPage,
  renderStaySignedInPage,
  renderUsernamePage,
} from '../../../src/signin/pages/index.ts';
import { pageStates } from '../../browser/page-states.ts';

const states = pageStates('http://127.0.0.1:1');
const base = { branding: {}, form: { action: '/login', hidden: { ctx: 'c-1', flowToken: 't-1' } } };
const account = { username: 'adele@contoso.example' };

const inlineText = (page: Page, tag: string): string | undefined =>
  new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(page.html)?.[1];

describe('every page', () => {
  test.each(states)(
    '$name: has a language, a title, one main heading, unique ids, and no inline style or handler',
    ({ page }) => {
      expect(page.html).toMatch(/^<!doctype html>\s*<html lang="en" dir="ltr">/);
      expect(inlineText(page, 'title')).toBeTruthy();
      expect(page.html.match(/<h1/g)).toHaveLength(1);
      const ids = [...page.html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(ids).toEqual([...new Set(ids)]);
      expect(page.html).not.toMatch(/\sstyle=|\son[a-z]+=/);
      expect(page.html).not.toMatch(/<(?:link|script|img)[^>]+(?:src|href)="https?:/);
    },
  );

  test.each(states)('$name: is not stored, sniffed or opened cut off from the popup that shows it', ({ page }) => {
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store, no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin',
    });
    expect(page.headers).not.toHaveProperty('cross-origin-opener-policy');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });
});

describe('what helpers written for Entra look for', () => {
  test('user name page: #i0116 posts loginfmt, #idSIButton9', () => {
    const { html } = renderUsernamePage({ ...base, accepted: 'work', username: 'adele@' });
    expect(html).toMatch(/<input[^>]* id="i0116" name="loginfmt"[^>]* value="adele@"/);
    expect(html).toMatch(/<button type="submit"[^>]* id="idSIButton9"/);
  });

  test('password page: #i0118 posts passwd, #idSIButton9, #idA_PWD_ForgotPassword, #idBtn_Back', () => {
    const { html } = renderPasswordPage({ ...base, account, back: base.form });
    expect(html).toMatch(/<input[^>]* id="i0118" name="passwd"/);
    for (const id of ['idSIButton9', 'idA_PWD_ForgotPassword', 'idBtn_Back']) expect(html).toContain(`id="${id}"`);
  });

  test('password page: #idA_PWD_ForgotPassword is there with an address for it and without', () => {
    const { html } = renderPasswordPage({ ...base, account, forgotPasswordUrl: '/reset' });
    expect(html).toContain('<a id="idA_PWD_ForgotPassword" href="/reset">');
  });

  test('picker: the first tile is #aadTile, every tile is found by its user name', () => {
    const accounts = [
      { username: 'a@x.example', value: '1', isSignedIn: true },
      { username: 'b@x.example', value: '2', isSignedIn: false },
    ];
    const { html } = renderAccountPickerPage({ ...base, accounts });
    expect(html).toMatch(/name="account" value="1" data-test-id="a@x\.example" id="aadTile"/);
    expect(html).toMatch(/name="account" value="2" data-test-id="b@x\.example" id="aadTile-2"/);
    expect(html).toContain('id="otherTile"');
  });

  test('stay signed in: #kmsiTitle, yes is #idSIButton9, no is #idBtn_Back, DontShowAgain', () => {
    const { html } = renderStaySignedInPage({ ...base, account });
    expect(html).toContain('id="kmsiTitle"');
    expect(html).toMatch(/id="idBtn_Back" name="LoginOptions" value="3"/);
    expect(html).toMatch(/id="idSIButton9" name="LoginOptions" value="1"/);
    expect(html).toMatch(/type="checkbox"[^>]* name="DontShowAgain"/);
  });
});

describe('forms', () => {
  test('carry the hidden fields of the view and post to its address', () => {
    const { html } = renderUsernamePage({ ...base, accepted: 'work' });
    expect(html).toMatch(/<form method="post" action="\/login" novalidate/);
    expect(html).toContain('<input type="hidden" name="ctx" value="c-1">');
    expect(html).toContain('<input type="hidden" name="flowToken" value="t-1">');
  });

  test('an error is tied to its field and told in the title', () => {
    const { html } = renderPasswordPage({ ...base, account, error: { code: 50126, message: 'Wrong.' } });
    expect(html).toMatch(/id="i0118"[^>]* aria-invalid="true" aria-describedby="passwordError"/);
    expect(html).toMatch(/id="passwordError">.*Wrong\. <span class="code">\(AADSTS50126\)/);
    expect(html).toContain('<title>Error: ');
  });

  test('a password is never written back', () => {
    expect(renderPasswordPage({ ...base, account }).html).not.toMatch(/type="password"[^>]* value=/);
  });
});

describe('consent', () => {
  const view: ConsentView = {
    ...base,
    redirectUri: 'https://evil.example/cb',
    tenantName: 'Contoso',
    account,
    app: { displayName: 'Orders', appId: 'id-1', publisher: { kind: 'unverified' } },
    onBehalfOf: 'self',
    resources: [
      {
        displayName: 'Microsoft Graph',
        permissions: [
          {
            kind: 'delegated',
            value: 'Mail.Read',
            displayName: 'Read mail',
            description: 'All of it.',
            isHighImpact: true,
            needsAdministrator: false,
          },
        ],
      },
    ],
  };

  test('says who asks, where the answer goes, for what, and in whose name', () => {
    const { html } = renderConsentPage(view);
    for (const part of [
      'Orders',
      'Publisher not verified',
      'evil.example',
      'Microsoft Graph',
      'Read mail',
      'Mail.Read',
      'High impact',
    ])
      expect(html).toContain(part);
    expect(html).toMatch(/would act as you, <bdi class="name">adele@contoso\.example/);
  });

  test('offers consent for the organization to administrators alone, off, with what it means', () => {
    expect(renderConsentPage(view).html).not.toContain('name="onBehalfOfOrganization"');
    const { html } = renderConsentPage({ ...view, onBehalfOf: 'choice' });
    expect(html).toMatch(
      /type="checkbox"[^>]* name="onBehalfOfOrganization" value="true" aria-describedby="onBehalfOfOrganizationMeaning">/,
    );
    expect(html).toMatch(/id="onBehalfOfOrganizationMeaning">Everyone in /);
  });

  test('puts Cancel before Accept, so that Enter in the box cannot accept', () => {
    const { html } = renderConsentPage({ ...view, onBehalfOf: 'choice' });
    expect(html.indexOf('id="idBtn_Back"')).toBeLessThan(html.indexOf('id="idBtn_Accept"'));
  });

  test('marks what works without a user, and says so in a sentence', () => {
    const [resource] = view.resources;
    const permissions = resource!.permissions.map((permission) => ({ ...permission, kind: 'application' as const }));
    const { html } = renderConsentPage({
      ...view,
      onBehalfOf: 'organization',
      resources: [{ displayName: 'Graph', permissions }],
    });
    expect(html).toContain('Without a user</span>');
    expect(html).toContain('would act as itself');
  });

  test('leaves out a publisher link that is no web address', () => {
    const { html } = renderConsentPage({
      ...view,
      app: { ...view.app, termsUrl: 'javascript:alert(1)', privacyUrl: 'https://a.example/p' },
    });
    expect(html).not.toContain('javascript:');
    expect(html).toContain('href="https://a.example/p"');
  });

  test('shows loopback redirects as this device', () => {
    expect(renderConsentPage({ ...view, redirectUri: 'http://localhost:4321' }).html).toContain(
      '<bdi class="name">localhost:4321</bdi> on this device',
    );
  });
});

describe('error page', () => {
  const view = {
    branding: {},
    code: 50011,
    message: 'No match.',
    requestId: 'r-1',
    correlationId: 'c-1',
    timestamp: '2026-01-01 00:00:00Z',
  };

  test('shows the AADSTS sentence and everything that finds the attempt in a log, and leads to the code', () => {
    const page = renderErrorPage(view);
    expect(page.status).toBe(200);
    expect(page.html).toContain('<span class="code">AADSTS50011:</span> No match.');
    for (const part of ['r-1', 'c-1', '2026-01-01 00:00:00Z', 'href="/error?code=50011"'])
      expect(page.html).toContain(part);
  });

  test('says on which of the two objects the setting is', () => {
    expect(renderErrorPage({ ...view, belongsTo: 'servicePrincipal' }).html).toContain(
      'Enterprise application (service principal)',
    );
    expect(renderErrorPage({ ...view, belongsTo: 'application' }).html).toContain(
      'App registration (application object)',
    );
  });

  test('can be sent with another status', () => {
    expect(renderErrorPage({ ...view, status: 429 }).status).toBe(429);
  });
});

describe('leaving', () => {
  test('signing out of one account asks for a confirmation that names it', () => {
    const { html } = renderSignOutPage({ ...base, accounts: [{ ...account, value: 'v-1', isSignedIn: true }] });
    expect(html).toMatch(/name="account" value="v-1"/);
    expect(html).not.toContain('signOutOfAll');
  });

  test('front-channel logout frames the applications and no one else, and goes on only where it may', () => {
    const frames = [{ appName: 'Orders', url: 'https://orders.example/out?iss=i&sid=s' }];
    const page = renderFrontChannelLogoutPage({ branding: {}, frames });
    expect(page.headers['content-security-policy']).toContain('frame-src https://orders.example;');
    expect(page.html).toContain('src="https://orders.example/out?iss=i&amp;sid=s"');
    expect(page.html).not.toContain('<script');
    expect(renderFrontChannelLogoutPage({ branding: {}, frames, continueUrl: 'https://a.example/' }).html).toContain(
      '<script>',
    );
  });

  test('form_post: the response reaches the application unchanged, whatever is in it (Form Post Response Mode §2)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (state) => {
        const page = renderFormPostPage({ branding: {}, redirectUri: 'http://localhost:1', fields: { state } });
        const value = /name="state" value="([^"<>']*)"/.exec(page.html)?.[1];
        expect(
          value
            ?.replace(/&lt;/g, '<')
            .replace(/&gt;/g, '>')
            .replace(/&quot;/g, '"')
            .replace(/&#39;/g, "'")
            .replace(/&amp;/g, '&'),
        ).toBe(state);
      }),
    );
  });

  test('form_post: restricts neither its target nor its frame, which renewing clients load unseen', () => {
    const { headers } = renderFormPostPage({ branding: {}, redirectUri: 'http://localhost:1', fields: {} });
    expect(headers['content-security-policy']).not.toMatch(/form-action|frame-ancestors/);
    expect(headers).not.toHaveProperty('x-frame-options');
  });
});
