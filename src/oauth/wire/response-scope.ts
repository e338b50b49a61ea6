import type { ResourceConsent } from '../consent-state.ts';
import type { Dialect } from '../dialect.ts';

/**
 * `scope` of an answer. Version 2 says it in the spelling the client asked in, because its cache looks tokens up by it; version 1 names
 * the API's scopes bare. `offline_access` is never echoed.
 * @spec sts reference 4.1
 */
export function responseScope(
  { asked, effective }: Pick<ResourceConsent, 'asked' | 'effective'>,
  openid: readonly string[],
  dialect: Dialect,
): string {
  const values = effective.filter((value) => value !== 'offline_access');
  const standard = openid.filter((value) => value !== 'offline_access');
  if (dialect === 1) return (values.length > 0 ? values : standard).join(' ');
  const named = values.map((value) =>
    asked.prefix === '' || openid.includes(value) ? value : `${asked.prefix}/${value}`,
  );
  const all = asked.isDefault ? [`${asked.prefix}/.default`] : [];
  return [...new Set([...standard, ...named, ...all])].join(' ');
}
