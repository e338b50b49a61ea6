import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvariantError } from '../../../src/kernel/index.ts';
import { attributes, escapeHtml, html, trustedHtml } from '../../../src/signin/pages/html.ts';

/** Strings that like to break out, among strings of any kind. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '</title><script>alert(1)</script>',
    '" onfocus=alert(1) x="',
    "' onfocus='alert(1)",
    '<!--',
    ']]>',
    '&#60;b&#62;',
    '\u0000<\u0000',
  ),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', ';', '/', '=', '`', ' ', 'a') }),
);

const unescaped = (markup: string): string =>
  markup.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '',
  );

describe('html', () => {
  test('lets no < > " \' of a value through, between tags and inside quotes, and loses nothing', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const markup = html`<p title="${value}" data-other='${value}'>${value}</p>`.toString();
        const parts = /^<p title="([^"<>']*)" data-other='([^"<>']*)'>([^"<>']*)<\/p>$/u.exec(markup);
        expect(parts?.slice(1).map(unescaped)).toEqual([value, value, value]);
      }),
    );
  });

  test('escapes an ampersand that starts a reference, so that text stays text', () => {
    expect(escapeHtml('&lt;')).toBe('&amp;lt;');
  });

  test('escapes a fragment once, however deep it is nested', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const inner = html`<b>${value}</b>`;
        expect(html`<i>${[inner, [inner]]}</i>`.toString()).toBe(`<i>${inner.toString().repeat(2)}</i>`);
      }),
    );
  });

  test('leaves nothing behind for false, null and undefined, and writes zero', () => {
    expect(html`<p>${false}${null}${undefined}${0}</p>`.toString()).toBe('<p>0</p>');
  });

  test('refuses a value where only a quoted one is safe: unquoted, as a name, or as a tag', () => {
    const value = 'x';
    expect(() => html`<p title=${value}>`).toThrow(InvariantError);
    expect(() => html`<p ${value}="y">`).toThrow(InvariantError);
    expect(() => html`<${value}>`).toThrow(InvariantError);
  });

  test('refuses markup inside an attribute and attributes between tags', () => {
    expect(() => html`<p title="${html`<b>`}">`).toThrow(InvariantError);
    expect(() => html`<p>${attributes({ id: 'a' })}</p>`).toThrow(InvariantError);
  });

  test('refuses text inside script and style, where escaping means nothing', () => {
    expect(() => html`<script>${'alert(1)'}</script>`).toThrow(InvariantError);
    expect(() => html`<style nonce="n">${'a{}'}</style>`).toThrow(InvariantError);
    expect(html`<style>${trustedHtml('a>b{}')}</style><p>${'<'}</p>`.toString()).toBe(
      '<style>a>b{}</style><p>&lt;</p>',
    );
  });

  test.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:x',
    'data:text/html,x',
    'vbscript:x',
    'blob:x',
  ])('refuses the link %j', (url) => {
    expect(() => html`<a href="${url}">x</a>`).toThrow(InvariantError);
    expect(() => html`<form action='${url}'></form>`).toThrow(InvariantError);
    expect(() => attributes({ formaction: url })).toThrow(InvariantError);
  });

  test.each([
    '/error?code=1',
    'https://a.example/?a=1&b=2',
    'http://localhost:1',
    'msal0://auth',
    'relative:not-a-scheme/'.slice(0, 8),
  ])('accepts the link %j', (url) => {
    expect(html`<a href="${url}">x</a>`.toString()).toBe(`<a href="${escapeHtml(url)}">x</a>`);
  });
});

describe('attributes', () => {
  test('lets no quote or angle bracket of a value through', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(attributes({ title: value }).toString()).toMatch(/^ title="[^"<>']*"$/u);
      }),
    );
  });

  test('writes true bare and leaves out false and undefined', () => {
    expect(attributes({ required: true, hidden: false, id: undefined, rows: 3 }).toString()).toBe(' required rows="3"');
  });

  test.each(['onclick', 'OnLoad', 'style', 'a b', 'a"', ''])('refuses the name %j', (name) => {
    expect(() => attributes({ [name]: 'x' })).toThrow(InvariantError);
  });
});
