import { GuardConfigurationError, type GuardOptions, type GuardSettings } from './guard-options.ts';
import { isSafeAddress } from './safe-address.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const tenantAliases = new Set(['common', 'organizations', 'consumers']);
const knownOptions: ReadonlySet<string> = new Set<keyof GuardOptions>([
  'authority',
  'tenants',
  'allowTenant',
  'audience',
  'versions',
  'allowApplicationsWithoutRoles',
  'clockToleranceSeconds',
  'timeoutMilliseconds',
  'resourceMetadata',
  'onRefusal',
  'onRefreshFailure',
  'fetch',
  'clock',
]);

const refuse = (message: string): never => {
  throw new GuardConfigurationError(`createGuard: ${message}`);
};

function parseAuthority(value: string): string {
  if (!URL.canParse(value))
    return refuse(`authority '${value}' is not a URL; write for example 'https://localhost:8443'`);
  const url = new URL(value);
  if (!isSafeAddress(url)) return refuse('authority must use https (http only on localhost, 127.0.0.1 or [::1])');
  if (url.username !== '' || url.password !== '') return refuse('authority must not hold credentials');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return refuse(`authority is the origin alone: write '${url.origin}' and name the tenant in tenants`);
  }
  return url.origin;
}

const asList = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

function parseTenants(options: GuardOptions): GuardSettings['tenants'] {
  if (options.tenants === 'any') {
    if (typeof options.allowTenant !== 'function') {
      return refuse("tenants: 'any' needs allowTenant, which says which tenants are customers (() => true for all)");
    }
    return 'any';
  }
  if (options.allowTenant !== undefined) return refuse("allowTenant is only asked with tenants: 'any'");
  const tenants = asList(options.tenants);
  if (tenants.length === 0) return refuse("tenants is missing: a tenant id, a list of them, or 'any'");
  for (const tenant of tenants) {
    if (tenant === 'any') return refuse("'any' cannot stand in a list of tenants");
    if (tenantAliases.has(tenant)) return refuse(`'${tenant}' is no tenant; for many tenants write tenants: 'any'`);
    if (!guid.test(tenant))
      return refuse(`tenants takes tenant ids (GUIDs), since tokens carry nothing else: '${tenant}'`);
  }
  return new Set(tenants.map((tenant) => tenant.toLowerCase()));
}

function parseAudience(options: GuardOptions): ReadonlySet<string> {
  const audience = asList(options.audience);
  if (audience.length === 0)
    return refuse("audience is missing: the API's client id and, for v1.0 tokens, its App ID URI");
  for (const entry of audience) {
    if (typeof entry !== 'string' || entry === '' || /\s|\*/.test(entry)) {
      return refuse(
        `audience ${JSON.stringify(entry)} is neither a client id nor an App ID URI; wildcards do not exist`,
      );
    }
  }
  const asksForVersion2 = options.versions?.includes('2.0') === true;
  if (asksForVersion2 && !audience.some((entry) => guid.test(entry))) {
    return refuse("v2.0 tokens always carry the API's client id as audience: add it to audience");
  }
  return new Set(audience);
}

function parseVersions(versions: readonly string[] = ['1.0', '2.0']): ReadonlySet<string> {
  if (versions.length === 0) return refuse("versions is empty: '1.0', '2.0' or both");
  const unknown = versions.find((version) => version !== '1.0' && version !== '2.0');
  if (unknown !== undefined) return refuse(`version '${unknown}' does not exist: '1.0' or '2.0'`);
  return new Set(versions);
}

function parseWithin(name: string, value: number, least: number, most: number): number {
  if (!Number.isFinite(value) || value < least || value > most)
    return refuse(`${name} must lie between ${least} and ${most}`);
  return value;
}

/**
 * Judges the options as a whole, so that a guard that exists is a guard that can work.
 * @throws GuardConfigurationError naming the option at fault and what to write.
 */
export function parseGuardOptions(options: GuardOptions): GuardSettings {
  const unknown = Object.keys(options).find((name) => !knownOptions.has(name));
  if (unknown !== undefined) return refuse(`there is no option '${unknown}'`);
  const authority = parseAuthority(options.authority);
  const { resourceMetadata } = options;
  if (
    resourceMetadata !== undefined &&
    (!URL.canParse(resourceMetadata) || !isSafeAddress(new URL(resourceMetadata)))
  ) {
    return refuse('resourceMetadata must be an https URL');
  }
  return {
    authority,
    tenants: parseTenants(options),
    allowTenant: options.allowTenant ?? (() => true),
    audience: parseAudience(options),
    versions: parseVersions(options.versions),
    allowApplicationsWithoutRoles: options.allowApplicationsWithoutRoles === true,
    clockToleranceSeconds: parseWithin('clockToleranceSeconds', options.clockToleranceSeconds ?? 60, 0, 300),
    timeoutMilliseconds: parseWithin('timeoutMilliseconds', options.timeoutMilliseconds ?? 5_000, 1, 60_000),
    resourceMetadata,
    onRefusal: options.onRefusal ?? (() => undefined),
    onRefreshFailure: options.onRefreshFailure ?? (() => undefined),
    fetch: options.fetch ?? fetch,
    clock: options.clock ?? { now: () => Date.now() },
  };
}
