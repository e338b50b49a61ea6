import { type HttpRequest, invariant } from '../../kernel/index.ts';
import type { BrowserSession } from '../../sessions/index.ts';
import type { Progress } from '../authorize/choose-account.ts';
import { decide, type Step } from '../authorize/decide.ts';
import { recordRefused, refusedSignIn } from '../authorize/record-refused.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { type DeviceRequest, readDeviceRequest } from '../device/read-device-request.ts';
import { approveDevice } from '../device/settle-device.ts';
import type { OAuthFault } from '../fault.ts';

/** What comes of a code that a person typed. */
export type DeviceOutcome =
  /** The device may go on. */
  | { readonly kind: 'approved'; readonly appName: string }
  | { readonly kind: 'refuse'; readonly fault: OAuthFault }
  | { readonly kind: 'interact'; readonly step: Step; readonly request: DeviceRequest };

/**
 * The person's half of the device flow, at the start and again after each of their answers: the questions of an authorize request, and one
 * more, whether it is really they who are signing in somewhere.
 * @param userCodeHashes keyed hashes of the code that was typed
 * @throws OAuthFault those of `readDeviceRequest`
 * @spec RFC 8628 §3.3, §5.4; sts reference 2.7, 4.6
 */
export async function authorizeDevice(
  dependencies: OAuthDependencies,
  http: HttpRequest,
  input: {
    readonly userCodeHashes: readonly string[];
    readonly session: BrowserSession | undefined;
    readonly progress: Progress;
  },
): Promise<DeviceOutcome> {
  const request = await readDeviceRequest(dependencies, input.userCodeHashes);
  const decision = await decide(dependencies, request, input.session, input.progress);
  switch (decision.kind) {
    case 'interact':
      return { kind: 'interact', step: decision.step, request };
    case 'refuse':
      await recordRefused(dependencies, http, refusedSignIn(request), {
        ...decision,
        isFreshlyAuthenticated: input.progress.authenticated === true,
      });
      return { kind: 'refuse', fault: decision.fault };
    case 'respond':
      invariant(input.session !== undefined, 'somebody who is signed in has a session');
      await approveDevice(dependencies, http, request, input.session, decision.granted);
      return { kind: 'approved', appName: request.definition.displayName };
  }
}
