import { DirectoryFault } from '../../fault.ts';
import type { FederatedIdentityCredential } from '../../types/federated-credential.ts';

/**
 * A name stands for one credential of an application.
 * @throws DirectoryFault `Conflict`
 * @spec Graph Request_MultipleObjectsWithSameKeyValue
 */
export function requireNewName(
  existing: readonly FederatedIdentityCredential[],
  { name }: Pick<FederatedIdentityCredential, 'name'>,
): void {
  if (!existing.some((one) => one.name.toLowerCase() === name.toLowerCase())) return;
  throw new DirectoryFault('Conflict', `FederatedIdentityCredential with name ${name} already exists.`);
}

/**
 * A token is let in by one credential of an application, so that it is known which.
 * @throws DirectoryFault `InvalidFederatedCredential`
 * @spec Graph InvalidFederatedIdentityCredentialValue; its message names paramName, paramValue and objectType
 */
export function requireNewCombination(
  existing: readonly FederatedIdentityCredential[],
  { id, issuer, subject, claimsMatchingExpression }: FederatedIdentityCredential,
): void {
  const isSame = (one: FederatedIdentityCredential): boolean =>
    one.id !== id &&
    one.issuer === issuer &&
    one.subject === subject &&
    one.claimsMatchingExpression?.value === claimsMatchingExpression?.value;
  if (!existing.some(isSame)) return;
  throw new DirectoryFault(
    'InvalidFederatedCredential',
    `The combination of issuer and subject must be unique for the application. paramName: Issuer, paramValue: ${issuer}, objectType: Application`,
    { target: 'issuer' },
  );
}
