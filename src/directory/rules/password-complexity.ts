import { refuseValue } from './refuse-value.ts';

const SHORTEST = 8;
const LONGEST = 256;
const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];
const CLASSES_NEEDED = 3;
/** Shorter names are part of too many words. */
const SHORTEST_NAME = 3;

/** What a password is judged by. */
export interface PasswordFacts {
  readonly userPrincipalName: string;
  /** `passwordPolicies` of the user: `DisableStrongPassword` leaves only the length. */
  readonly passwordPolicies: string | null;
}

/**
 * A password people may choose: 8 to 256 characters, three of the four kinds of character, and not their own name in it.
 * @param target path of the property
 * @throws DirectoryFault `InvalidValue`; the message never repeats the password
 * @spec Entra "Password policies that only apply to cloud user accounts"
 */
export function requirePasswordComplexity(password: string, facts: PasswordFacts, target: string): void {
  if (password.length < SHORTEST || password.length > LONGEST) {
    refuseValue(
      target,
      `The specified password does not comply with password complexity requirements: ${SHORTEST} to ${LONGEST} characters.`,
    );
  }
  if (/disablestrongpassword/i.test(facts.passwordPolicies ?? '')) return;
  if (CLASSES.filter((one) => one.test(password)).length < CLASSES_NEEDED) {
    refuseValue(
      target,
      'The specified password does not comply with password complexity requirements: three of lower case, upper case, digits and symbols.',
    );
  }
  if (containsUserName(password, facts.userPrincipalName)) {
    refuseValue(
      target,
      'The specified password does not comply with password complexity requirements: it contains the user name.',
    );
  }
}

/** Whether a password repeats the name before the `@`, in any case: nobody may have such a one, whoever chose it. */
export function containsUserName(password: string, userPrincipalName: string): boolean {
  const name = userPrincipalName.slice(0, userPrincipalName.lastIndexOf('@')).toLowerCase();
  return name.length >= SHORTEST_NAME && password.toLowerCase().includes(name);
}
