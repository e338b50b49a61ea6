import type { ServicePrincipal } from '../../types/service-principal.ts';
import { given, type Patch } from '../given.ts';
import { mergeExtra } from '../merge-extra.ts';

type WrittenWhole =
  | 'displayName'
  | 'accountEnabled'
  | 'appRoleAssignmentRequired'
  | 'description'
  | 'notes'
  | 'homepage'
  | 'loginUrl'
  | 'logoutUrl'
  | 'tags'
  | 'alternativeNames'
  | 'notificationEmailAddresses'
  | 'preferredSingleSignOnMode'
  | 'preferredTokenSigningKeyThumbprint'
  | 'tokenEncryptionKeyId'
  | 'samlSingleSignOnSettings'
  | 'extra';

/**
 * A merge patch of what belongs to the instance itself: undefined leaves a member as it is, null clears it. `extra` is merged.
 * `servicePrincipalNames` is what the instance should answer to; the names its definition gives it are always among them.
 */
export type ServicePrincipalPatch = Patch<Pick<ServicePrincipal, WrittenWhole>> & {
  readonly servicePrincipalNames?: readonly string[] | undefined;
};

/** The instance as a patch would leave it, names and credentials aside. */
export function patchServicePrincipal(instance: ServicePrincipal, patch: ServicePrincipalPatch): ServicePrincipal {
  const { extra, servicePrincipalNames: _, ...whole } = patch;
  return { ...instance, ...given(whole), extra: mergeExtra(instance.extra, extra) };
}
