/** What a user agent says of the device it runs on, in the words of sign-in logs. */
export interface DescribedDevice {
  /** Name and version, such as `Edge 126.0.0`; null for anything that is not a browser we know. */
  readonly browser: string | null;
  /** Such as `Windows10` or `Ios 17.5`; null where it is not said. */
  readonly operatingSystem: string | null;
}

const LONGEST = 512;
/** At most three parts of at most five digits: a version is shown, and nothing else that somebody writes in its place. */
const VERSION = '(?<version>\\d{1,5}(?:\\.\\d{1,5}){0,2})';

/** In this order: each names those behind it as well. The product token, and what we call it on a phone and elsewhere. */
const BROWSERS: readonly (readonly [token: RegExp, name: string, onPhones: string])[] = [
  [new RegExp(`\\bEdg(?:e|A|iOS)?/${VERSION}`), 'Edge', 'Edge Mobile'],
  [new RegExp(`\\b(?:OPR|OPX|OPT)/${VERSION}`), 'Opera', 'Opera Mobile'],
  [new RegExp(`\\bSamsungBrowser/${VERSION}`), 'Samsung Internet', 'Samsung Internet'],
  [new RegExp(`\\b(?:Firefox|FxiOS)/${VERSION}`), 'Firefox', 'Firefox Mobile'],
  [new RegExp(`\\b(?:Chrome|CriOS)/${VERSION}`), 'Chrome', 'Chrome Mobile'],
  // Its own version is not the one behind its name.
  [new RegExp(`\\bVersion/${VERSION}[^()]{0,40} Safari/`), 'Safari', 'Mobile Safari'],
];

/** In this order: iPadOS and iOS speak of Mac OS X, and Android of Linux. */
const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  // Browsers say 10.0 on Windows 11 as well.
  [/\bWindows NT 10\.0\b/, 'Windows10'],
  [/\bWindows NT 6\.3\b/, 'Windows8.1'],
  [/\bWindows NT 6\.2\b/, 'Windows8'],
  [/\bWindows NT 6\.1\b/, 'Windows7'],
  [/\b(?:iPhone|iPad|iPod)\b[^)]{0,60}?\bOS (?<version>\d{1,3}(?:_\d{1,3}){0,2})/, 'Ios'],
  [/\bAndroid (?<version>\d{1,3}(?:\.\d{1,3}){0,2})/, 'Android'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(?:Macintosh|Mac OS X)\b/, 'MacOs'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * What is known of a device by its user agent alone, which anybody may write as they like: nothing is decided by it. Only names and
 * versions of the tables come out.
 * @spec sts reference 9.1 (`deviceDetail`); RFC 9110 §10.1.5
 */
export function describeDevice(userAgent: string | null): DescribedDevice {
  const text = userAgent?.slice(0, LONGEST) ?? '';
  return { browser: browserOf(text), operatingSystem: systemOf(text) };
}

function browserOf(text: string): string | null {
  // Every browser says so since Mosaic; tools and libraries do not.
  if (!text.startsWith('Mozilla/5.0 ')) return null;
  const isPhone = /\bMobile\b/.test(text);
  for (const [token, name, onPhones] of BROWSERS) {
    const version = token.exec(text)?.groups?.version;
    if (version !== undefined) return `${isPhone ? onPhones : name} ${version}`;
  }
  return null;
}

function systemOf(text: string): string | null {
  for (const [pattern, name] of SYSTEMS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const version = match.groups?.version?.replaceAll('_', '.');
    return version === undefined ? name : `${name} ${version}`;
  }
  return null;
}
