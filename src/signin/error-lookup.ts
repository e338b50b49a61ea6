import { aadstsEntry, isAadstsCode } from '../catalogue/index.ts';
import type { HttpRequest, HttpResponse } from '../kernel/index.ts';
import { pageResponse } from './outcome.ts';
import { renderErrorCodePage } from './pages/index.ts';

/** `GET /error?code=…`: what a code means, which object it is about and what to do. @spec sts reference 1.2 */
export function errorLookupPage(request: HttpRequest): HttpResponse {
  const asked = new URLSearchParams(request.query).get('code')?.trim() ?? '';
  const code = Number(/^(?:AADSTS)?(\d{1,9})$/i.exec(asked)?.[1]);
  const entry = isAadstsCode(code) ? aadstsEntry(code) : undefined;
  return pageResponse(
    renderErrorCodePage({
      branding: {},
      lookupUrl: '/error',
      ...(asked === '' ? {} : { asked: asked.slice(0, 40) }),
      ...(entry === undefined
        ? {}
        : {
            entry: {
              code: entry.code,
              meaning: entry.message,
              remedy: entry.fix,
              onTheWire: `${entry.oauthError}, HTTP ${entry.httpStatus}`,
              ...(entry.name === undefined ? {} : { name: entry.name }),
              ...(entry.owner === 'platform' ? {} : { belongsTo: entry.owner }),
            },
          }),
    }),
  );
}
