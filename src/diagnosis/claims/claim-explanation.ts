/** The object behind a claim: whoever wants another value changes it there. */
export type ClaimOwner =
  | 'resource application'
  | 'resource servicePrincipal'
  | 'client application'
  | 'client servicePrincipal'
  | 'user'
  | 'group'
  | 'tenant'
  /** What the client, or its user's browser, sent. */
  | 'request'
  /** How and when the person signed in. */
  | 'session'
  /** The token service itself; no setting changes it. */
  | 'token service';

/** Where a claim comes from. */
export interface ClaimOrigin {
  readonly owner: ClaimOwner;
  /** The property by the name Graph gives it, or the parameter of the request. */
  readonly property: string;
  /** Whether it decides what the claim says, or whether the claim is there at all. */
  readonly decides: 'value' | 'presence';
}

/** A claim in plain words. */
export interface ClaimExplanation {
  readonly meaning: string;
  readonly origins: readonly ClaimOrigin[];
}

/** What explanations depend on. */
export interface TokenKind {
  readonly use: 'access' | 'id';
  readonly version: 1 | 2;
  readonly subject: 'user' | 'application';
  /** Microsoft Graph receives claims that other APIs do not. */
  readonly isForGraph: boolean;
}

/** Explains one claim of a token. */
export type Explain = (kind: TokenKind, value: unknown) => ClaimExplanation;

/** Explanations by claim name. */
export type ClaimTable = Readonly<Record<string, Explain>>;

/** What the claim says comes from there. */
export const says = (owner: ClaimOwner, property: string): ClaimOrigin => ({ owner, property, decides: 'value' });

/** That the claim is there comes from there. */
export const shows = (owner: ClaimOwner, property: string): ClaimOrigin => ({ owner, property, decides: 'presence' });

/** The application that the token is for: an ID token is for the client itself. */
export const audience = (kind: TokenKind): 'client' | 'resource' => (kind.use === 'id' ? 'client' : 'resource');

/**
 * That an optional claim is there. @spec sts reference 5.4: the registration of the audience decides, never that of the caller
 */
export function asked(kind: TokenKind): ClaimOrigin {
  const list = kind.use === 'id' ? 'optionalClaims.idToken' : 'optionalClaims.accessToken';
  return shows(`${audience(kind)} application`, list);
}

/** An explanation that is the same in every token. */
export const always =
  (meaning: string, ...origins: ClaimOrigin[]): Explain =>
  () => ({ meaning, origins });

/** An explanation of a claim that only `optionalClaims` brings. */
export const onRequest =
  (meaning: string, ...origins: ClaimOrigin[]): Explain =>
  (kind) => ({ meaning, origins: [...origins, asked(kind)] });

/** A claim that version 1 tokens always have, and version 2 tokens on request. @spec sts reference 5.3, 5.5 */
export const sinceVersionOne =
  (meaning: string, ...origins: ClaimOrigin[]): Explain =>
  (kind) => ({ meaning, origins: kind.version === 1 ? origins : [...origins, asked(kind)] });
