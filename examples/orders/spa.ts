import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { listen, type Running } from './listen.ts';
import { runProgram } from './run-program.ts';
import { type OrdersSettings, requireSettings } from './settings.ts';

type SpaSettings = Pick<OrdersSettings, 'authority' | 'tenantId' | 'apiClientId' | 'apiUrl' | 'spaClientId'>;

const publicFolder = fileURLToPath(new URL('public', import.meta.url));
/** MSAL's own bundles for pages without a bundler, straight from the installed package. */
const msalFolder = dirname(createRequire(import.meta.url).resolve('@azure/msal-browser'));

/** Nothing but this page's own files, the API and the token service; framed by itself alone (MSAL renews in a hidden frame). */
const contentSecurityPolicy = (settings: SpaSettings): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${new URL(settings.apiUrl).origin} ${settings.authority}`,
    `frame-src 'self' ${settings.authority}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');

/**
 * Serves the page. It is static: what it must know comes from `/config.json`, none of which is secret.
 * @param port 0 for a free one; the token service ignores the port of a redirect to localhost.
 */
export async function serveSpa(settings: SpaSettings, port: number): Promise<Running> {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set('Content-Security-Policy', contentSecurityPolicy(settings));
    response.set('X-Content-Type-Options', 'nosniff');
    response.set('Referrer-Policy', 'no-referrer');
    response.set('Cache-Control', 'no-cache');
    next();
  });
  app.get('/config.json', (_request, response) => {
    response.json({
      clientId: settings.spaClientId,
      authority: `${settings.authority}/${settings.tenantId}`,
      knownAuthorities: [new URL(settings.authority).host],
      apiUrl: settings.apiUrl,
      readScope: `api://${settings.apiClientId}/Orders.Read`,
      writeScope: `api://${settings.apiClientId}/Orders.Write`,
    });
  });
  app.get('/msal-browser.min.js', (_request, response) => response.sendFile(join(msalFolder, 'msal-browser.min.js')));
  app.get('/msal-redirect-bridge.min.js', (_request, response) =>
    response.sendFile(join(msalFolder, 'redirect-bridge', 'msal-redirect-bridge.min.js')),
  );
  app.use(express.static(publicFolder));
  return listen(app, port);
}

if (import.meta.main) {
  await runProgram(async () => {
    const settings = requireSettings();
    const { url } = await serveSpa(settings, Number(new URL(settings.spaUrl).port));
    console.log(`Orders SPA on ${url}`);
  });
}
