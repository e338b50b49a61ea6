import type { HttpRequest } from '../kernel/index.ts';
import {
  type AuthorizeOutcome,
  authorize,
  authorizeDevice,
  type DeviceOutcome,
  declineDevice,
  type OpenInteraction,
  recordRefused,
  refusal,
  refuse,
  refusedSignIn,
} from '../oauth/index.ts';
import type { BrowserSession } from '../sessions/index.ts';
import type { SignInDependencies } from './dependencies.ts';

/** What comes next in an interaction, whether a client or a device began it. */
export type Outcome =
  | AuthorizeOutcome
  | DeviceOutcome
  /** The person sent the device away. */
  | { readonly kind: 'declined'; readonly appName: string };

export type Interact = Extract<Outcome, { kind: 'interact' }>;

/** Asks the token service anew, after each answer of the person. */
export function goOn(
  dependencies: SignInDependencies,
  http: HttpRequest,
  interaction: OpenInteraction,
  session: BrowserSession | undefined,
): Promise<Outcome> {
  const { userCodeHash, progress } = interaction;
  return userCodeHash === null
    ? authorize(dependencies, http, { ...interaction, session })
    : authorizeDevice(dependencies, http, { userCodeHashes: [userCodeHash], session, progress });
}

/** The person does not want to: the client is told, at its redirect URI or when its device asks next. */
export async function leave(
  dependencies: SignInDependencies,
  http: HttpRequest,
  { request, step }: Interact,
): Promise<Exclude<Outcome, Interact>> {
  const fault = refusal(65004, {});
  const account = 'account' in step ? step.account : undefined;
  await recordRefused(dependencies, http, refusedSignIn(request), { fault, account });
  if (!('device' in request)) return refuse(dependencies, http, fault, request.target);
  await declineDevice(dependencies, request);
  return { kind: 'declined', appName: request.definition.displayName };
}
