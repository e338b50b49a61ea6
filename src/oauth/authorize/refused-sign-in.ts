import type { Application } from '../../directory/index.ts';
import type { ClientPlatform } from '../../sessions/index.ts';
import type { Authority } from '../authority.ts';
import type { SignInParts } from '../sign-in-record.ts';

/** What is known of a request of a person when it is refused. */
export interface RefusedSignIn {
  readonly authority: Authority;
  readonly definition: Application;
  /** Whether the client wanted no question to be asked. */
  readonly isSilent: boolean;
  /** Undefined while it is not known which of the registered redirect URIs is meant. */
  readonly platform: ClientPlatform | undefined;
  readonly protocol: NonNullable<SignInParts['protocol']>;
  readonly scopes: readonly string[];
}
