import type { ApplicationStore } from '../../directory/index.ts';
import { type HttpRequest, parseAppId } from '../../kernel/index.ts';
import { isSpaOrigin } from '../../oauth/index.ts';
import { clientIdOf } from '../client-id-of.ts';

/** What the question reads. */
export interface SpaOriginPorts {
  readonly applications: Pick<ApplicationStore, 'findByAppId'>;
}

/**
 * Whether a page of `origin` is one of the single-page apps of the client that the request names.
 * @param origin the `Origin` header
 * @spec Entra application `spa.redirectUris`
 */
export async function isOriginOfClient(ports: SpaOriginPorts, origin: string, request: HttpRequest): Promise<boolean> {
  const appId = parseAppId(clientIdOf(request) ?? '');
  // Only a serialised origin: with anything more, or another spelling, it comes from no browser.
  if (appId === undefined || URL.parse(origin)?.origin !== origin) return false;
  const application = await ports.applications.findByAppId(appId);
  return application !== undefined && isSpaOrigin(origin, application.spa.redirectUris);
}
