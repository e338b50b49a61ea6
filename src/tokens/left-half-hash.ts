import { createHash } from 'node:crypto';

/**
 * `at_hash` and `c_hash`: the left half of the SHA-256 of an access token or a code, by which an ID token says which one it came with.
 * @spec OIDC Core §3.2.2.9, §3.3.2.11
 */
export function leftHalfHash(value: string): string {
  return createHash('sha256').update(value, 'ascii').digest().subarray(0, 16).toString('base64url');
}
