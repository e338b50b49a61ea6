import type { HttpRequest, HttpResponse } from '../../kernel/index.ts';
import { tenantOfName } from '../../sessions/index.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { jsonResponse } from '../wire/responses.ts';
import { CLOUD_INSTANCE_NAME } from './discovery.ts';

/** Who looks after the passwords of WS-Trust; clients only check that it is there. */
const CLOUD_AUDIENCE = 'urn:federation:MicrosoftOnline';
const LONGEST_NAME = 320;

/**
 * `GET /common/UserRealm/{name}`: where a person gives their password, which clients ask before they send one. It is told by the domain
 * alone, so that nobody learns from it who has an account.
 * @throws OAuthFault AADSTS9002313 the name cannot be read, or is too long
 * @spec sts reference 1.8
 */
export async function userRealm(
  { reads }: Pick<OAuthDependencies, 'reads'>,
  { path }: Pick<HttpRequest, 'path'>,
): Promise<HttpResponse> {
  const name = decode(path.slice(path.lastIndexOf('/') + 1));
  if (name === undefined || name.length > LONGEST_NAME) throw refusal(9002313, {});
  const domain = name.slice(name.lastIndexOf('@') + 1).toLowerCase();
  const isOurs = name.includes('@') && (await tenantOfName(reads, name)) !== undefined;
  return jsonResponse(
    200,
    {
      ver: '1.0',
      account_type: isOurs ? 'Managed' : 'Unknown',
      domain_name: domain,
      cloud_instance_name: CLOUD_INSTANCE_NAME,
      cloud_audience_urn: CLOUD_AUDIENCE,
    },
    { 'access-control-allow-origin': '*', 'cache-control': 'no-store' },
  );
}

/** @returns undefined for escapes that stand for no text */
function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
