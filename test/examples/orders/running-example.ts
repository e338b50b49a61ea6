import type { RequestListener } from 'node:http';
import { createApi } from '../../../examples/orders/api.ts';
import { connectGraph, type Graph } from '../../../examples/orders/graph.ts';
import { listen } from '../../../examples/orders/listen.ts';
import type { OrdersSettings } from '../../../examples/orders/settings.ts';
import { setup } from '../../../examples/orders/setup.ts';
import { serveSpa } from '../../../examples/orders/spa.ts';
import type { GuardRefusal } from '../../../guard/src/index.ts';
import { startPlatform, systemClock, type TestPlatform } from '../../../src/testing/index.ts';

/** A platform with the example registered on it and running. */
export interface RunningExample {
  readonly platform: TestPlatform;
  /** As the setup gave them, but for the ports, which are free ones. */
  readonly settings: OrdersSettings;
  /** Graph, in the name of the automation application. */
  readonly graph: Graph;
  /** Why the API turned callers away, oldest first. */
  readonly refusals: GuardRefusal[];
  stop(): Promise<void>;
}

/** Starts everything. From then on this process trusts the platform, as the example's programs must. */
export async function runExample(): Promise<RunningExample> {
  // The clients live by the machine's clock, so the platform does too.
  const platform = await startPlatform({ clock: systemClock });
  platform.trust();
  const access = {
    authority: platform.baseUrl,
    graphUrl: platform.baseUrl,
    tenantId: platform.tenant.id,
    ...platform.automation,
  };
  const registered = await setup(access);
  const refusals: GuardRefusal[] = [];

  // Each must know the other's address: the API stands before it is made.
  let api: RequestListener = (_request, response) => response.writeHead(503).end();
  const apiServer = await listen((request, response) => api(request, response), 0);
  const spaServer = await serveSpa({ ...registered, apiUrl: apiServer.url }, 0);
  const settings = { ...registered, apiUrl: apiServer.url, spaUrl: spaServer.url };
  api = createApi(settings, { onRefusal: (refusal) => refusals.push(refusal) });

  return {
    platform,
    settings,
    graph: await connectGraph(access),
    refusals,
    async stop() {
      await Promise.all([apiServer.close(), spaServer.close()]);
      await platform.stop();
    },
  };
}
