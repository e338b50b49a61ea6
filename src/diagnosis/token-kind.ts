import { MICROSOFT_GRAPH_APP_ID } from '../catalogue/index.ts';
import type { TokenKind } from './claims/claim-explanation.ts';

const graphAudiences = [
  MICROSOFT_GRAPH_APP_ID,
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
];

/**
 * Tells what kind of token the claims make. Tokens do not say it themselves: an access token names its client beside its
 * audience, an ID token's audience is its client. @spec sts reference 5.3, 5.4
 */
export function tokenKindOf(claims: Readonly<Record<string, unknown>>): TokenKind {
  const isAccess = claims.appid !== undefined || claims.azp !== undefined || claims.scp !== undefined;
  const isApplication = isAccess && claims.scp === undefined && (claims.idtyp === 'app' || claims.sub === claims.oid);
  const aud = String(claims.aud ?? '').replace(/\/$/, '');
  return {
    use: isAccess ? 'access' : 'id',
    version: String(claims.ver ?? '').startsWith('1') ? 1 : 2,
    subject: isApplication ? 'application' : 'user',
    isForGraph: isAccess && graphAudiences.some((audience) => audience === aud),
  };
}
