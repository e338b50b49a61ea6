import { RemoteFault } from './fault.ts';

/** Where a tenant is. */
export interface RemoteTenant {
  /** Origin of the token service, such as `https://localhost:8443`. */
  readonly authority: string;
  /** Origin that Graph is called at. */
  readonly graphUrl: string;
  /** The name that scopes give Graph; not always where it is. */
  readonly graphResource: string;
  /** Tenant id or verified domain, or `organizations` when only a person will sign in. */
  readonly tenant: string;
}

/** Token services of Microsoft's clouds, each with its Graph. @spec sts reference 1.7 */
const clouds: Readonly<Record<string, string>> = {
  'login.microsoftonline.com': 'https://graph.microsoft.com',
  'login.windows.net': 'https://graph.microsoft.com',
  'login.microsoft.com': 'https://graph.microsoft.com',
  'sts.windows.net': 'https://graph.microsoft.com',
  'login.microsoftonline.us': 'https://graph.microsoft.us',
  'login.usgovcloudapi.net': 'https://graph.microsoft.us',
  'login.partner.microsoftonline.cn': 'https://microsoftgraph.chinacloudapi.cn',
  'login.chinacloudapi.cn': 'https://microsoftgraph.chinacloudapi.cn',
};

const PUBLIC_GRAPH = 'https://graph.microsoft.com';

/** Whether a host is a token service of Microsoft's own. @param host with the port, where it is not 443 */
export function isMicrosoftAuthority(host: string): boolean {
  return Object.hasOwn(clouds, host.toLowerCase());
}

/**
 * Finds Graph by the address of the token service: Microsoft's have theirs elsewhere, any other has both at one origin.
 * @param authority an https address; its path does not count
 * @param tenant id, verified domain or `organizations`
 * @throws RemoteFault `AddressUnusable`: credentials travel over TLS only
 */
export function locateTenant(authority: string, tenant: string): RemoteTenant {
  const url = URL.canParse(authority) ? new URL(authority) : undefined;
  if (url === undefined || url.protocol !== 'https:') {
    throw new RemoteFault('AddressUnusable', `${authority} is no https address, such as https://localhost:8443.`);
  }
  if (!/^[A-Za-z0-9.-]{1,253}$/.test(tenant)) {
    throw new RemoteFault('AddressUnusable', `'${tenant}' is neither the id nor a domain of a tenant.`);
  }
  const cloud = clouds[url.host];
  return {
    authority: url.origin,
    graphUrl: cloud ?? url.origin,
    graphResource: cloud ?? PUBLIC_GRAPH,
    tenant,
  };
}
