import { refuseFederatedValue } from './refuse-federated-value.ts';

/** @spec Graph resource federatedIdentityCredential: `issuer`, `subject`, `audiences`, `description` */
const LONGEST = 600;

/**
 * A text of a federated identity credential. Whether any token will ever carry it is not judged here: a wrong one shows at the
 * exchange.
 * @param target the member, by its Graph name
 * @throws DirectoryFault `InvalidFederatedCredential` for nothing but blanks, and for more than 600 characters
 * @spec Entra workload identity federation: no validation of values on create
 */
export function requireFederatedText(target: string, text: string): void {
  if (text.trim() === '') refuseFederatedValue(target, 'It must not be empty.');
  requireFederatedLength(target, text);
}

/** The same for a text that may be empty or absent. @throws DirectoryFault `InvalidFederatedCredential` */
export function requireFederatedLength(target: string, text: string | null): void {
  if (text !== null && text.length > LONGEST)
    refuseFederatedValue(target, `It may have at most ${LONGEST} characters.`);
}
