import { DirectoryFault } from '../../fault.ts';

/**
 * Refuses a member of a federated identity credential.
 * @param target the member, by its Graph name
 * @param why one public sentence
 * @throws DirectoryFault `InvalidFederatedCredential`
 * @spec Graph InvalidFederatedIdentityCredentialValue
 */
export function refuseFederatedValue(target: string, why: string): never {
  throw new DirectoryFault(
    'InvalidFederatedCredential',
    `Invalid value specified for property '${target}' of resource 'FederatedIdentityCredential'. ${why}`,
    { target },
  );
}
