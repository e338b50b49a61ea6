import {
  createGuard,
  type GuardOptions,
  requireApplication,
  requireRole,
  requireScope,
  requireScopeOrRole,
} from '@entrada/guard';
import express, { type Express, type RequestHandler } from 'express';
import { listen } from './listen.ts';
import { createOrderStore } from './order-store.ts';
import { runProgram } from './run-program.ts';
import { type OrdersSettings, requireSettings, trustAuthority } from './settings.ts';

type ApiSettings = Pick<OrdersSettings, 'authority' | 'tenantId' | 'apiClientId' | 'spaUrl'>;

/** Lets the single-page application, and no other page, call from its own origin. */
function allowOrigin(origin: string): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    if (request.headers.origin === origin) {
      response.set('Access-Control-Allow-Origin', origin);
      response.set('Access-Control-Expose-Headers', 'WWW-Authenticate');
    }
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.set('Access-Control-Allow-Headers', 'Authorization, Content-Type');
    response.set('Access-Control-Allow-Methods', 'GET, POST');
    response.set('Access-Control-Max-Age', '600');
    response.sendStatus(204);
  };
}

/** @returns the order asked for, or nothing if the body is none. */
function parseOrder(body: unknown): { readonly item: string; readonly quantity: number } | undefined {
  const { item, quantity } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof item !== 'string' || item.trim() === '' || item.length > 80) return undefined;
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > 100) return undefined;
  return { item: item.trim(), quantity };
}

/**
 * The API. Users see and place their own orders through a client that they gave the scope; an application with the app role
 * sees and processes all of them.
 * @param guardOptions for tests: another `fetch`, another clock, a log of refusals.
 */
export function createApi(settings: ApiSettings, guardOptions: Partial<GuardOptions> = {}): Express {
  const guard = createGuard({
    authority: settings.authority,
    tenants: settings.tenantId,
    audience: settings.apiClientId,
    versions: ['2.0'],
    ...guardOptions,
  });
  const store = createOrderStore();
  const app = express();
  app.disable('x-powered-by');
  app.use(allowOrigin(new URL(settings.spaUrl).origin));

  const mayRead = requireScopeOrRole({ scopes: ['Orders.Read'], roles: ['Orders.Process'] });
  app.get('/orders', guard.express(mayRead), (request, response) => {
    const caller = guard.tokenOf(request);
    response.json({ value: caller.kind === 'application' ? store.listAll() : store.listOf(caller.subjectId) });
  });

  app.post(
    '/orders',
    guard.express(requireScope('Orders.Write')),
    express.json({ limit: '8kb' }),
    (request, response) => {
      const wanted = parseOrder(request.body);
      if (wanted === undefined) {
        response.status(400).json({ error: 'item (1 to 80 characters) and quantity (1 to 100) are needed' });
        return;
      }
      response.status(201).json(store.place(guard.tokenOf(request).subjectId, wanted.item, wanted.quantity));
    },
  );

  const mayProcess = guard.express(requireApplication(), requireRole('Orders.Process'));
  app.post('/orders/:id/process', mayProcess, (request, response) => {
    const order = store.process(String(request.params.id));
    if (order === undefined) response.status(404).json({ error: 'there is no such order' });
    else response.json(order);
  });

  // What the API sees of its caller. A client must not read the access token itself: it is meant for the API.
  app.get('/whoami', guard.express(), (request, response) => {
    const { kind, scopes, roles, claims } = guard.tokenOf(request);
    response.json({ kind, scopes, roles, claims });
  });
  return app;
}

if (import.meta.main) {
  await runProgram(async () => {
    const settings = requireSettings();
    trustAuthority(settings.caFile);
    const api = createApi(settings, {
      onRefusal: (refusal) =>
        console.log(`refused ${refusal.status} ${refusal.code}: ${refusal.detail ?? refusal.message}`),
    });
    const { url } = await listen(api, Number(new URL(settings.apiUrl).port));
    console.log(`Orders API on ${url}, for tokens of ${settings.authority}/${settings.tenantId}`);
  });
}
