import { invariant } from '../kernel/index.ts';
import type {
  AadstsDelivery,
  AadstsEvidence,
  AadstsOwner,
  AadstsRow,
  OAuthErrorCode,
  Suberror,
} from './aadsts/aadsts-row.ts';
import { accountRows } from './aadsts/accounts.ts';
import { applicationRows } from './aadsts/applications.ts';
import { clientAuthenticationRows } from './aadsts/client-authentication.ts';
import { conditionalAccessRows } from './aadsts/conditional-access.ts';
import { consentRows } from './aadsts/consent.ts';
import { federatedCredentialRows } from './aadsts/federated-credentials.ts';
import { grantRows } from './aadsts/grants.ts';
import { hybridIdentityRows } from './aadsts/hybrid-identity.ts';
import { requestRows } from './aadsts/requests.ts';
import { samlRows } from './aadsts/saml.ts';
import { scopeAndResourceRows } from './aadsts/scopes-and-resources.ts';
import { sessionRows } from './aadsts/sessions.ts';
import { tenantRows } from './aadsts/tenants.ts';
import { lazily } from './lazily.ts';

/** The families the table is written in, each in a file of its own. No number may be in two of them. */
export const aadstsFamilies = {
  accounts: accountRows,
  applications: applicationRows,
  clientAuthentication: clientAuthenticationRows,
  conditionalAccess: conditionalAccessRows,
  consent: consentRows,
  federatedCredentials: federatedCredentialRows,
  grants: grantRows,
  hybridIdentity: hybridIdentityRows,
  requests: requestRows,
  saml: samlRows,
  scopesAndResources: scopeAndResourceRows,
  sessions: sessionRows,
  tenants: tenantRows,
} as const;

const rows = {
  ...accountRows,
  ...applicationRows,
  ...clientAuthenticationRows,
  ...conditionalAccessRows,
  ...consentRows,
  ...federatedCredentialRows,
  ...grantRows,
  ...hybridIdentityRows,
  ...requestRows,
  ...samlRows,
  ...scopeAndResourceRows,
  ...sessionRows,
  ...tenantRows,
} as const;

/** Every AADSTS number this platform knows: a closed union. */
export type AadstsCode = keyof typeof rows;

/**
 * The numbers that this platform raises; the others are known so that they can be explained. Nothing but these can be thrown, and a test
 * provokes each.
 */
export type RaisedAadstsCode = {
  [Code in AadstsCode]: (typeof rows)[Code] extends { readonly entraOnly: true } ? never : Code;
}[AadstsCode];

/** The `error` values that a code may have in place of its own. */
export type OtherErrorOf<Code extends AadstsCode> = (typeof rows)[Code] extends {
  readonly otherErrors: readonly (infer Other extends OAuthErrorCode)[];
}
  ? Other
  : never;

/** What is known of one AADSTS code. */
export interface AadstsEntry {
  readonly code: AadstsCode;
  /** Microsoft's internal name, where one is known. */
  readonly name?: string;
  /** The `error` at the token endpoint and on the page. */
  readonly oauthError: OAuthErrorCode;
  /** The `error` of a redirect to the client; mostly the same. */
  readonly redirectError: OAuthErrorCode;
  /** What else `error` may be, where the code is known with several. */
  readonly otherErrors: readonly OAuthErrorCode[];
  /** The HTTP status at the token endpoint. */
  readonly httpStatus: number;
  readonly suberror?: Suberror;
  /** Of page and redirect, the first is what a person at the authorize endpoint gets when both are possible. */
  readonly delivery: readonly AadstsDelivery[];
  /** The message with `{placeholders}`; see `renderAadstsMessage`. */
  readonly message: string;
  /** Whether `error_uri` may be sent. */
  readonly hasLookupPage: boolean;
  /** The object a person has to change. */
  readonly owner: AadstsOwner;
  /** One sentence: what to do about it. */
  readonly fix: string;
  /** One sentence: the situation in which it is raised. */
  readonly when: string;
  /** False for what a real Entra alone says. */
  readonly isRaisedHere: boolean;
  /** Where it is known from that this is what Entra answers; undefined where that is our judgement. */
  readonly evidence?: AadstsEvidence;
}

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The names of the placeholders in the message of a code, for callers who want the compiler to check what they fill in. */
export type AadstsPlaceholder<Code extends AadstsCode> = NamesIn<(typeof rows)[Code]['message']>;

/** The values of the placeholders of a code. */
export type AadstsValues<Code extends AadstsCode> = Readonly<Record<AadstsPlaceholder<Code>, string | number>>;

/**
 * The status that goes with an `error` when a row says no other. 401 for a client that failed to authenticate is what Entra
 * answers, with or without an Authorization header. @spec RFC 6749 §5.2, Entra AADSTS7000215
 */
function usualStatus(error: OAuthErrorCode): number {
  switch (error) {
    case 'invalid_client':
      return 401;
    case 'server_error':
      return 500;
    case 'temporarily_unavailable':
      return 503;
    default:
      return 400;
  }
}

function toEntry(code: AadstsCode, row: AadstsRow): AadstsEntry {
  return {
    code,
    ...(row.name === undefined ? {} : { name: row.name }),
    oauthError: row.error,
    redirectError: row.redirectError ?? row.error,
    otherErrors: row.otherErrors ?? [],
    httpStatus: row.status ?? usualStatus(row.error),
    ...(row.suberror === undefined ? {} : { suberror: row.suberror }),
    delivery: row.to,
    message: row.message,
    hasLookupPage: row.lookupPage ?? true,
    owner: row.owner,
    fix: row.fix,
    when: row.when,
    isRaisedHere: row.entraOnly !== true,
    ...(row.evidence === undefined ? {} : { evidence: row.evidence }),
  };
}

const entries = lazily(
  (): ReadonlyMap<number, AadstsEntry> =>
    new Map(Object.entries(rows).map(([code, row]) => [Number(code), toEntry(Number(code) as AadstsCode, row)])),
);

/** @returns every known code, in ascending order. */
export const aadstsEntries = lazily((): readonly AadstsEntry[] =>
  [...entries().values()].sort((a, b) => a.code - b.code),
);

/** Whether `code` is a number of the table. */
export function isAadstsCode(code: number): code is AadstsCode {
  return Object.hasOwn(rows, code);
}

/** @returns what is known of `code`. */
export function aadstsEntry(code: AadstsCode): AadstsEntry {
  const entry = entries().get(code);
  invariant(entry !== undefined, `AADSTS${code} is in the table`);
  return entry;
}

const LONGEST_VALUE = 512;

/**
 * Makes a value fit for `error_description`: it may come from the request, and RFC 6749 allows neither quotes, backslashes nor
 * control characters there. Letters beyond ASCII stay, as Entra leaves them, but nothing that is not seen or turns the text around:
 * on the error page it would make one address look like another.
 * @spec RFC 6749 §5.2; Unicode Technical Report 36 §2.6 (directional overrides)
 */
function fitForDescription(value: string | number): string {
  const text = String(value)
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ');
  // The cut may fall between the two halves of a letter.
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE).replace(/\p{Cs}$/u, '')}...` : text;
}

/**
 * Fills in the message of a code. The `AADSTS{code}:` in front and the trace, correlation and time behind are the caller's.
 * @param code the AADSTS number
 * @param values by placeholder name; values from a request are made safe here (quotes, backslashes, control characters, length)
 * @returns one line without double quotes or backslashes
 * @throws InvariantError when a placeholder of the message has no value
 * @spec RFC 6749 §5.2 (error_description)
 */
export function renderAadstsMessage(code: AadstsCode, values: Readonly<Record<string, string | number>> = {}): string {
  return aadstsEntry(code).message.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    invariant(value !== undefined, `the message of AADSTS${code} is given its {${name}}`);
    return fitForDescription(value);
  });
}
