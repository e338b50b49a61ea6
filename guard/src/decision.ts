import type { AccessToken } from './access-token.ts';
import type { RenderedRefusal } from './challenge.ts';
import type { GuardRefusal } from './refusal.ts';
import type { Requirement } from './requirements.ts';

/** What the guard makes of a request: the token to go on with, or the answer to send. */
export type Decision =
  | { readonly granted: true; readonly token: AccessToken }
  | { readonly granted: false; readonly refusal: GuardRefusal; readonly answer: RenderedRefusal };

/**
 * Decides on a framework's request object and remembers the token of one that passes.
 * @param authorization every `Authorization` header of the request.
 */
export type DecideOnRequest = (
  request: object,
  authorization: readonly string[],
  requirements: readonly Requirement[],
) => Promise<Decision>;
