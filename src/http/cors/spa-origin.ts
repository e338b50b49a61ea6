import type { ApplicationStore } from '../../directory/index.ts';
import { type HttpRequest, parseAppId } from '../../kernel/index.ts';
import { clientIdOf } from '../client-id-of.ts';

/** What the question reads. */
export interface SpaOriginPorts {
  readonly applications: Pick<ApplicationStore, 'findByAppId'>;
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

/**
 * Whether a page of `origin` is one of the single-page apps of the client that the request names: the origin of one of its
 * `spa` redirect URIs, on a loopback host at any port.
 * @param origin the `Origin` header
 * @spec RFC 6454 §7; RFC 8252 §7.3; Entra application `spa.redirectUris`
 */
export async function isSpaOrigin(ports: SpaOriginPorts, origin: string, request: HttpRequest): Promise<boolean> {
  const appId = parseAppId(clientIdOf(request) ?? '');
  const asked = URL.parse(origin);
  // Only a serialised origin: with anything more, or another spelling, it comes from no browser.
  if (appId === undefined || asked === null || asked.origin !== origin) return false;
  const application = await ports.applications.findByAppId(appId);
  return application?.spa.redirectUris.some((uri) => isSameOrigin(asked, URL.parse(uri))) ?? false;
}

function isSameOrigin(asked: URL, registered: URL | null): boolean {
  if (registered === null) return false;
  if (asked.origin === registered.origin) return true;
  return (
    LOOPBACK_HOSTS.has(asked.hostname) &&
    asked.hostname === registered.hostname &&
    asked.protocol === registered.protocol
  );
}
