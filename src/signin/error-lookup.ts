import { type AadstsEntry, aadstsEntry, isAadstsCode, searchAadsts } from '../catalogue/index.ts';
import type { HttpRequest, HttpResponse } from '../kernel/index.ts';
import { pageResponse } from './outcome.ts';
import { type ErrorCodeView, renderErrorCodePage } from './pages/index.ts';

const LONGEST_QUESTION = 60;
const MOST_FOUND = 20;

/**
 * `GET /error?code=…`: what a code means, when it happens, which object it is about and what to do. Words in the place of a code are
 * looked for.
 * @spec sts reference 1.2
 */
export function errorLookupPage(request: Pick<HttpRequest, 'query'>): HttpResponse {
  const asked = (new URLSearchParams(request.query).get('code') ?? '').trim().slice(0, LONGEST_QUESTION);
  const view = { branding: {}, lookupUrl: '/error' };
  return pageResponse(renderErrorCodePage(asked === '' ? view : { ...view, asked, ...answerTo(asked) }));
}

function answerTo(asked: string): Pick<ErrorCodeView, 'entry' | 'found'> {
  const digits = /^(?:AADSTS)?(\d{1,9})$/i.exec(asked)?.[1];
  if (digits === undefined) {
    // Whoever asks here has most likely met what is raised here.
    const found = searchAadsts(asked).toSorted((a, b) => Number(b.isRaisedHere) - Number(a.isRaisedHere));
    const shown = found.slice(0, MOST_FOUND).map(({ code, when }) => ({ code, when }));
    return { found: { shown, more: found.length - shown.length } };
  }
  const code = Number(digits);
  return isAadstsCode(code) ? { entry: entryView(aadstsEntry(code)) } : {};
}

function entryView(entry: AadstsEntry): NonNullable<ErrorCodeView['entry']> {
  return {
    code: entry.code,
    meaning: entry.message,
    when: entry.when,
    remedy: entry.fix,
    onTheWire: `${entry.oauthError}, HTTP ${entry.httpStatus}`,
    isRaisedHere: entry.isRaisedHere,
    ...(entry.name === undefined ? {} : { name: entry.name }),
    ...(entry.owner === 'platform' ? {} : { belongsTo: entry.owner }),
  };
}
