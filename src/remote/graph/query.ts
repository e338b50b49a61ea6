/** @returns a text as a literal of an OData expression @spec OData 4.01 ABNF string */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** @returns the query of a path, question mark included: `query({ $top: '5' })` */
export function query(options: Readonly<Record<string, string>>): string {
  const parts = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `?${parts.join('&')}`;
}

/** @returns the path of an object by its application id, the alternate key of definitions and instances */
export function byAppId(set: 'applications' | 'servicePrincipals', appId: string): string {
  return `/${set}(appId=${quoteText(appId)})`;
}
