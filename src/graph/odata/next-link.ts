import type { RawOption } from './query-string.ts';

/**
 * Builds `@odata.nextLink`: the same request with every option it came with, and where to go on.
 * @param url the absolute URL of the request without its query, on the public host: SDKs read host, version and path from it
 * @param options the options as sent (`QueryOptions.raw`); an earlier page's token among them is replaced
 * @param skipToken from `encodeSkipToken`
 */
export function renderNextLink(url: string, options: readonly RawOption[], skipToken: string): string {
  return renderLink(url, options, { name: '$skiptoken', value: skipToken });
}

/** Builds `@odata.deltaLink`, which ends the last page of a delta. Parameters as for `renderNextLink`. */
export function renderDeltaLink(url: string, options: readonly RawOption[], deltaToken: string): string {
  return renderLink(url, options, { name: '$deltatoken', value: deltaToken });
}

function renderLink(url: string, options: readonly RawOption[], token: RawOption): string {
  const kept = options.filter(({ system }) => system !== '$skiptoken' && system !== '$deltatoken');
  return `${url}?${[...kept, token].map(({ name, value }) => `${encode(name)}=${encode(value)}`).join('&')}`;
}

/** Percent-encodes for a query, leaving what is safe there and makes a link readable. @spec RFC 3986 §3.4 */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%24', '$')
    .replaceAll('%2C', ',')
    .replaceAll('%2F', '/')
    .replaceAll('%3A', ':')
    .replaceAll('%40', '@');
}
