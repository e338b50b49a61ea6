import type { Application } from '../../directory/index.ts';
import type { TokenPlatform } from '../../sessions/index.ts';
import { refusal } from '../fault.ts';
import { isSpaOrigin } from './spa-origin.ts';

/**
 * What the platform of a redirect URI demands of a token request: a web client proves itself, a public one must not, and only a
 * single-page app may (and must) come from another origin. Judged before the evidence is verified, as Entra does: a public client is
 * told that it is public, whatever it sent. Where no redirect URI was in play, the registration says which of the two it is.
 * @param origin value of the Origin header
 * @param hasEvidence whether the request carries a secret or an assertion
 * @throws OAuthFault AADSTS9002326, 9002327, 90023, 7000218, 700025
 * @spec sts reference 3.3
 */
export function requirePlatformRules(
  platform: TokenPlatform,
  origin: string | undefined,
  hasEvidence: boolean,
  { appId, spa, isFallbackPublicClient }: Pick<Application, 'appId' | 'spa' | 'isFallbackPublicClient'>,
): void {
  if (platform === 'spa') {
    if (origin === undefined) throw refusal(9002327, {});
    if (!isSpaOrigin(origin, spa.redirectUris)) throw refusal(9002326, { origin });
    if (hasEvidence) throw refusal(700025, { appId });
    return;
  }
  const isPublic = platform === 'publicClient' || (platform === 'none' && isFallbackPublicClient === true);
  if (origin !== undefined) {
    if (!isPublic) throw refusal(9002326, { origin });
    throw refusal(90023, { reason: 'native clients redeem tokens without an Origin header' });
  }
  if (!isPublic && !hasEvidence) throw refusal(7000218, {});
  if (isPublic && hasEvidence) throw refusal(700025, { appId });
}
