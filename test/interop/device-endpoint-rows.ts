import {
  type Attempt,
  asks,
  type Cast,
  type EndpointRow,
  type Fields,
  tell,
  unknownTenant,
} from './endpoint-attempts.ts';

/**
 * Where a device asks for a code: who is no client gets none, a client gets none elsewhere, and none for what does not exist.
 * @param asked what it asks for @param tooMuch what nobody has
 */
export function deviceCodeRows(path: string, asked: Fields, tooMuch: Fields): readonly EndpointRow[] {
  const ask = (clientId: (cast: Cast) => string, segment: (cast: Cast) => string, fields: Fields) => (cast: Cast) =>
    tell(cast, path.replace(':tenant', segment(cast)), {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId(cast), ...fields }),
    });
  const own = ({ stage }: Cast) => stage.platform.tenant.id;
  const native = ({ stage }: Cast) => stage.native.appId;
  return [
    {
      method: 'POST',
      path,
      stranger: { told: '400 AADSTS700016', ask: ask(() => unknownTenant, own, asked) },
      wrongTenant: { told: '400 AADSTS700016', ask: ask(native, ({ other }) => other.tenant.id, asked) },
      underPrivileged: { told: '400 AADSTS500011', ask: ask(native, own, tooMuch) },
    },
    ...['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => {
      const wrongMethod = asks('400 AADSTS900561', path, { method });
      return { method, path, stranger: wrongMethod, wrongTenant: wrongMethod, underPrivileged: wrongMethod };
    }),
  ];
}

/** The page where codes are typed is open to everybody; what counts is the code. */
export function devicePageRows(path: string): readonly EndpointRow[] {
  const shown = asks('page Enter the code', path);
  const typed = (headers: Fields, told: string): Attempt =>
    asks(told, path, { method: 'POST', headers, body: new URLSearchParams({ otc: 'BBBBBBBBB' }) });
  return [
    { method: 'GET', path, stranger: shown, wrongTenant: shown, underPrivileged: shown },
    {
      method: 'POST',
      path,
      stranger: typed({}, 'page Error: Enter the code'),
      wrongTenant: typed({ origin: 'https://evil.example' }, 'page AADSTS90023'),
      underPrivileged: typed({ authorization: 'Bearer x' }, 'page Error: Enter the code'),
    },
  ];
}
