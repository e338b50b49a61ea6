import type { HttpRequest } from '../kernel/index.ts';
import { clientIdOf } from './client-id-of.ts';
import type { RequestFacts } from './http-log.ts';

/** A GUID, a domain name, or one of the words for several tenants: whatever else stands there may be anything, a secret too. */
const TENANT =
  /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|common|organizations|consumers|[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+)$/i;

/** What the log is told of a request. @param route the pattern of the route */
export function requestFacts(request: HttpRequest, route: string, tenant: string): RequestFacts {
  const appId = clientIdOf(request);
  return {
    method: request.method,
    route,
    correlationId: request.correlationId,
    requestId: request.requestId,
    ...(TENANT.test(tenant) && tenant.length <= 253 ? { tenant: tenant.toLowerCase() } : {}),
    ...(appId === undefined ? {} : { appId }),
  };
}
