import type { KeyCredential, PasswordCredential } from '../../directory/index.ts';
import { fold, foldOrNull } from '../fold.ts';
import type { ElementValue } from './directory-objects.ts';

/** @returns the elements of a collection of texts, as they are asked for */
export const textValues = (collection: string, texts: readonly string[]): ElementValue[] =>
  texts.map((text) => ({ collection, value: fold(text) }));

/** @returns the credentials of an object, as they are asked for */
export const credentialValues = (
  collection: 'passwordCredentials' | 'keyCredentials',
  credentials: readonly (PasswordCredential | KeyCredential)[],
): ElementValue[] =>
  credentials.map((credential) => ({
    collection,
    value: credential.keyId,
    label: foldOrNull(credential.displayName),
    starts_at: Date.parse(credential.startDateTime),
    ends_at: Date.parse(credential.endDateTime),
  }));

/** @returns a flag as columns hold it */
export function flag(value: boolean): 0 | 1;
export function flag(value: boolean | null): 0 | 1 | null;
export function flag(value: boolean | null): 0 | 1 | null {
  if (value === null) return null;
  return value ? 1 : 0;
}
