const SCRIPTING_SCHEMES: ReadonlySet<string> = new Set([
  'javascript',
  'vbscript',
  'data',
  'blob',
  'file',
  'filesystem',
  'view-source',
]);

/** @returns the scheme a browser would read (lower case, no colon), or undefined for a relative address. */
export function schemeOf(url: string): string | undefined {
  // Browsers drop control characters and blanks before they look for the scheme, so "java\nscript:" is one.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are exactly what is looked for
  return /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase();
}

/** Whether a link to `url` leads somewhere and cannot run script here. Custom schemes of native applications pass. */
export function hasSafeScheme(url: string): boolean {
  const scheme = schemeOf(url);
  return scheme === undefined || !SCRIPTING_SCHEMES.has(scheme);
}

/** Whether `url` is an absolute http or https address: what a publisher's own links must be to be shown. */
export function isWebUrl(url: string | undefined): url is string {
  return url !== undefined && /^https?:$/.test(parse(url)?.protocol ?? '');
}

/** Whether `url` may be shown as a picture under the pages' policy: a path of this server or an embedded image. */
export function isOwnImage(url: string | undefined): url is string {
  return url !== undefined && (/^\/(?!\/)/.test(url) || /^data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]/i.test(url));
}

/**
 * The short form of a redirect URI for a person: the host with its port, or the scheme of a native application.
 * @returns undefined when `uri` cannot be read
 */
export function destinationOf(uri: string): { readonly label: string; readonly isThisDevice: boolean } | undefined {
  const url = parse(uri);
  if (url === undefined) return undefined;
  if (!/^https?:$/.test(url.protocol))
    return { label: `${url.protocol}${uri.includes('://') ? '//' : ''}`, isThisDevice: true };
  return { label: url.host, isThisDevice: isLoopback(url) };
}

/** Whether the address is one of this very machine (RFC 8252 §7.3). */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);
}

function parse(url: string): URL | undefined {
  return URL.parse(url) ?? undefined;
}
