import { type Branding, type Page, renderErrorCodePage } from '../../src/signin/pages/index.ts';

/** The page of error codes: one explained, several found, none. @param long a word that is hard to break */
export const errorCodeStates = (
  branding: Branding,
  long: string,
): readonly { readonly name: string; readonly primary: string; readonly page: Page }[] => [
  {
    name: 'error-code',
    primary: 'main button',
    page: renderErrorCodePage({
      branding: {},
      lookupUrl: '/error',
      asked: '50011',
      entry: {
        code: 50011,
        meaning: 'The redirect URI of the request is not registered.',
        when: 'A request names an address that differs from each registered one by at least a character.',
        isRaisedHere: false,
        name: 'InvalidReplyTo',
        remedy: 'Register exactly this address, or send the one that is registered.',
        onTheWire: 'invalid_request, HTTP 400',
        belongsTo: 'application',
      },
    }),
  },
  {
    name: 'error-code-found',
    primary: 'main button',
    page: renderErrorCodePage({
      branding: {},
      lookupUrl: '/error',
      asked: 'redirect',
      found: {
        shown: [50011, 700084, 9002327].map((code) => ({
          code,
          when: `A request names an address that differs from each registered one, ${code} times.`,
        })),
        more: 7,
      },
    }),
  },
  {
    name: 'error-code-unknown',
    primary: 'main button',
    page: renderErrorCodePage({ branding, lookupUrl: '/error', asked: long }),
  },
];
