import { ConfidentialClientApplication } from '@azure/msal-node';
import type { Order } from './order-store.ts';
import { runProgram } from './run-program.ts';
import { type OrdersSettings, requireSettings, trustAuthority } from './settings.ts';

type DaemonSettings = Pick<
  OrdersSettings,
  'authority' | 'tenantId' | 'apiClientId' | 'apiUrl' | 'daemonClientId' | 'daemonClientSecret'
>;

async function call<T>(settings: DaemonSettings, token: string, method: 'GET' | 'POST', path: string): Promise<T> {
  const response = await fetch(`${settings.apiUrl}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/**
 * Signs in with its own secret, no user anywhere, and processes every open order.
 * @returns the orders it processed.
 * @throws Error in MSAL's words if there is no token, or in the API's if a call is refused.
 */
export async function runDaemon(settings: DaemonSettings): Promise<readonly Order[]> {
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: settings.daemonClientId,
      clientSecret: settings.daemonClientSecret,
      authority: `${settings.authority}/${settings.tenantId}`,
      // With the port: MSAL compares host and port.
      knownAuthorities: [new URL(settings.authority).host],
    },
  });
  const result = await client.acquireTokenByClientCredential({ scopes: [`api://${settings.apiClientId}/.default`] });
  if (result === null) throw new Error('MSAL gave no token');
  const { value } = await call<{ value: readonly Order[] }>(settings, result.accessToken, 'GET', '/orders');
  const processed: Order[] = [];
  for (const order of value.filter(({ status }) => status === 'open')) {
    processed.push(await call(settings, result.accessToken, 'POST', `/orders/${order.id}/process`));
  }
  return processed;
}

if (import.meta.main) {
  await runProgram(async () => {
    const settings = requireSettings();
    trustAuthority(settings.caFile);
    const processed = await runDaemon(settings);
    for (const order of processed) console.log(`processed ${order.quantity} × ${order.item}`);
    console.log(processed.length === 0 ? 'No open orders.' : `${processed.length} done.`);
  });
}
