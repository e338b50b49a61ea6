import type { HttpRequest, HttpResponse } from '../kernel/index.ts';
import {
  authorizeDevice,
  type KnownDevice,
  normalizeUserCode,
  OAuthFault,
  parseForm,
  refusal,
  waitingDevice,
} from '../oauth/index.ts';
import { begin, guarded, requireOwnOrigin } from './authorize-page.ts';
import { type Browser, readBrowser } from './browser.ts';
import type { SignInDependencies } from './dependencies.ts';
import { pageResponse } from './outcome.ts';
import { fieldNames, type PageError, renderDeviceCodePage } from './pages/index.ts';

/** Where the form of the page posts. */
const DEVICE_ACTION = '/common/oauth2/deviceauth';

/**
 * `GET|POST /devicelogin`, `/{tenant}/oauth2/deviceauth`: somebody types the code that a device shows. The code is typed and never taken from
 * an address: who did not look at the device must not be led past it. Wrong codes are counted by the address they come from.
 * @spec RFC 8628 §3.3, §5.1, §5.4; sts reference 1.2, 4.6
 */
export async function devicePage(dependencies: SignInDependencies, request: HttpRequest): Promise<HttpResponse> {
  return guarded(dependencies, request, async () => {
    const browser = await readBrowser(dependencies, request);
    if (request.method !== 'POST') return askForCode(browser);
    requireOwnOrigin(dependencies, request);
    const typed = parseForm(request.body.toString('utf8')).get(fieldNames.userCode) ?? '';
    const device = await findTyped(dependencies, request, typed);
    if (device instanceof OAuthFault)
      return askForCode(browser, { message: device.message, code: device.entry.code }, typed);
    const { segment, dialect, userCodeHash } = device;
    const input = { userCodeHashes: [userCodeHash], session: browser.session, progress: {} };
    const outcome = await authorizeDevice(dependencies, request, input);
    return begin(dependencies, request, outcome, { segment, dialect, userCodeHash, parameters: new Map() }, browser);
  });
}

async function findTyped(
  dependencies: SignInDependencies,
  { remoteAddress }: HttpRequest,
  typed: string,
): Promise<KnownDevice | OAuthFault> {
  const { keyring, deviceCodeLockout: lockout } = dependencies;
  const code = normalizeUserCode(typed);
  if (code === '') return refusal(90119, {});
  if (lockout.isLocked(remoteAddress)) return refusal(50053, {});
  try {
    const device = await waitingDevice(dependencies, keyring.tokenHashes(code));
    lockout.succeed(remoteAddress);
    return device;
  } catch (fault) {
    if (!(fault instanceof OAuthFault)) throw fault;
    lockout.fail(remoteAddress);
    return fault;
  }
}

function askForCode(browser: Browser, error?: PageError, typed?: string): HttpResponse {
  const form = { action: DEVICE_ACTION, hidden: {} };
  return pageResponse(
    renderDeviceCodePage({
      branding: {},
      form,
      ...(error === undefined ? {} : { error }),
      ...(typed === undefined ? {} : { userCode: typed.slice(0, 40) }),
    }),
    browser,
  );
}
