import { type AppId, invariant } from '../../kernel/index.ts';
import { oneOf } from '../one-of.ts';

/** Delegated: a scope, used with a signed-in user. Application: an app role that applications may hold. */
export type PermissionKind = 'delegated' | 'application';

/** One permission that an API publishes. */
export interface ApiPermission {
  readonly resourceAppId: AppId;
  readonly kind: PermissionKind;
  readonly id: string;
  /** What appears in `scp` or `roles`. */
  readonly value: string;
  /** Whether only an administrator may grant it. Always so for application permissions; for scopes it is type `Admin`. */
  readonly adminConsentRequired: boolean;
  readonly isEnabled: boolean;
}

/**
 * Reads a line of a permission file: `value id`, for delegated permissions followed by `admin` or `user`, then perhaps `disabled`.
 * @throws InvariantError when the line has another form
 */
export function readPermissionLine(resourceAppId: AppId, kind: PermissionKind, line: string): ApiPermission {
  const [value, id, ...flags] = line.split(' ');
  invariant(value !== undefined && id !== undefined, `'${line}' names a permission and its id`);
  const consent = kind === 'delegated' ? oneOf(['admin', 'user'], flags.shift()) : 'admin';
  const isEnabled = flags.length === 0 || oneOf(['disabled'], flags[0]) !== 'disabled';
  return { resourceAppId, kind, id, value, adminConsentRequired: consent === 'admin', isEnabled };
}
