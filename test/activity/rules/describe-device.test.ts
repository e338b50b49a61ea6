import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDevice } from '../../../src/activity/index.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('what a user agent says of a device (sts reference 9.1, deviceDetail)', () => {
  it.each([
    [`${WINDOWS} ${KHTML} Chrome/126.0.0.0 Safari/537.36`, 'Chrome 126.0.0', 'Windows10'],
    [`${WINDOWS} ${KHTML} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.87`, 'Edge 126.0.2592', 'Windows10'],
    [`${WINDOWS} ${KHTML} Chrome/125.0.0.0 Safari/537.36 OPR/111.0.0.0`, 'Opera 111.0.0', 'Windows10'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox 127.0', 'Linux'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
      'Safari 17.5',
      'MacOs',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'Mobile Safari 17.5',
      'Ios 17.5.1',
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${KHTML} Chrome/126.0.0.0 Mobile Safari/537.36`,
      'Chrome Mobile 126.0.0',
      'Android 14',
    ],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${KHTML} Chrome/126.0.0.0 Safari/537.36`, 'Chrome 126.0.0', 'ChromeOS'],
    ['python-requests/2.32.3', null, null],
    ['azsdk-js-identity/4.14.1 core-rest-pipeline/1.19.0 Node/22.1.0 OS/(x64-Linux-6.1.0)', null, 'Linux'],
    ['Chrome/126.0.0.0', null, null],
    ['', null, null],
    [null, null, null],
  ])('%s', (userAgent, browser, operatingSystem) => {
    expect(describeDevice(userAgent)).toEqual({ browser, operatingSystem });
  });

  it('is a name and a version of ours, whatever is written', () => {
    const pieces = fc.constantFrom(
      'Mozilla/5.0 ',
      'Chrome/',
      'Version/',
      ' Safari/',
      'Android ',
      'OS ',
      'iPhone',
      '9.',
      '1',
      '_',
      '(',
      ')',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), (parts) => {
        const { browser, operatingSystem } = describeDevice(parts.join(''));
        for (const shown of [browser, operatingSystem]) expect(shown ?? '').toMatch(/^[A-Za-z ]{0,30}[\d.]{0,20}$/);
      }),
    );
  });
});
