/** One API as a client asks for it, with what is known of consent between the two for one person. */
export interface DelegatedRequest {
  /** Scope values the client names; for `.default` empty. */
  readonly values: readonly string[];
  /** Whether the client asked for `.default`: whatever is granted, and at first whatever it declares. */
  readonly isDefault: boolean;
  /** Scope values the client declares for this API (`requiredResourceAccess`). */
  readonly declared: readonly string[];
  /** Scope values granted to the person or to everybody. */
  readonly granted: readonly string[];
  /** Scope values for which the API's owner preauthorized the client: no prompt ever. */
  readonly preauthorized: readonly string[];
}

export interface DelegatedConsent {
  /** What a token for this API may carry now, each value once. */
  readonly effective: readonly string[];
  /** What has to be consented to first. */
  readonly missing: readonly string[];
}

/** The scopes of OpenID Connect. They belong to Microsoft Graph but need no consent of their own once anything is granted. */
export const OPENID_SCOPES: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

/**
 * What is granted and what is missing. A declared permission is not a granted one: only grants and preauthorization count.
 * @spec sts reference 4.9 (`.default`, granted set), 7.2
 */
export function delegatedConsent(request: DelegatedRequest): DelegatedConsent {
  const granted = new Set([...request.granted, ...request.preauthorized]);
  const wanted = request.isDefault ? (granted.size > 0 ? [] : request.declared) : request.values;
  const missing = wanted.filter((value) => !granted.has(value));
  return { effective: [...granted], missing: [...new Set(missing)] };
}
