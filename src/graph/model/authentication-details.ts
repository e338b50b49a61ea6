import type { SignInRecord } from '../../activity/index.ts';

/** What logs call the methods of `amr`. @spec Graph resource authenticationDetail; sts reference 5.7, 9.1 */
const METHODS: Readonly<Record<string, readonly [method: string, detail: string | null]>> = {
  pwd: ['Password', 'Password in the cloud'],
};

/** What the steps say of a password that opened nothing. */
const FAILED: Readonly<Record<number, string>> = {
  50053: 'Account is locked',
  50056: 'The account has no password',
  50126: 'Incorrect password',
};

/** Names of the methods that a person was asked for. */
export function methodsUsed({ authenticationMethods }: SignInRecord): readonly string[] {
  return authenticationMethods.map((method) => METHODS[method]?.[0] ?? method);
}

/** @returns null for sign-ins without a person */
export function authenticationRequirement({ user, authenticationMethods }: SignInRecord): string | null {
  if (user === null) return null;
  return authenticationMethods.includes('mfa') ? 'multiFactorAuthentication' : 'singleFactorAuthentication';
}

/**
 * The steps of a sign-in: one a method where the person was asked, and one that says so where an earlier sign-in answers for them.
 */
export function authenticationDetails(record: SignInRecord): readonly unknown[] {
  const { authenticationMethods: methods, authenticatedAt, isFreshlyAuthenticated, createdAt, errorCode } = record;
  if (methods.length === 0) return [];
  const step = { authenticationStepRequirement: 'Primary authentication' };
  if (!isFreshlyAuthenticated) {
    const authenticationStepResultDetail = 'First factor requirement satisfied by claim in the token';
    return [
      {
        ...step,
        authenticationStepDateTime: instant(createdAt),
        authenticationMethod: 'Previously satisfied',
        authenticationMethodDetail: null,
        succeeded: true,
        authenticationStepResultDetail,
      },
    ];
  }
  const succeeded = authenticatedAt !== null;
  return methods.map((name) => {
    const [authenticationMethod, authenticationMethodDetail] = METHODS[name] ?? [name, null];
    return {
      ...step,
      authenticationStepDateTime: instant(authenticatedAt ?? createdAt),
      authenticationMethod,
      authenticationMethodDetail,
      succeeded,
      authenticationStepResultDetail: succeeded
        ? `Correct ${authenticationMethod.toLowerCase()}`
        : (FAILED[errorCode] ?? null),
    };
  });
}

const instant = (at: number): string => new Date(at).toISOString();
