import { quote } from './literal.ts';

/** One step of what a context URL names: `applications`, or `servicePrincipals('{id}')`. Names in Graph's own spelling. */
export interface ContextStep {
  readonly name: string;
  readonly key?: string;
}

/** What an answer contains, as its `@odata.context` says it. */
export interface ContextDescription {
  /** `https://host/v1.0`, without a slash at the end. */
  readonly serviceRoot: string;
  /**
   * The way to the set or type: `[{name: 'servicePrincipals', key: id}, {name: 'appRoleAssignments'}]`. A type stands as one
   * step: `microsoft.graph.passwordCredential`, `Collection(Edm.String)`.
   */
  readonly steps: readonly ContextStep[];
  /** Properties selected. */
  readonly select?: readonly string[];
  /** Navigations expanded, each with what was selected of it. */
  readonly expand?: readonly { readonly name: string; readonly select?: readonly string[] }[];
  /** Whether the answer is one entity of the set instead of a list. */
  readonly entity?: boolean;
}

/**
 * Builds `@odata.context`.
 * @returns for example `https://host/v1.0/$metadata#applications(id,displayName)/$entity`
 * @spec OData 4.01 Protocol §10 (context URL)
 */
export function renderContextUrl(context: ContextDescription): string {
  const path = context.steps.map(({ name, key }) =>
    key === undefined ? name : `${name}(${escapeFragment(quote(key))})`,
  );
  const expanded = (context.expand ?? []).map(({ name, select = [] }) => `${name}(${select.join(',')})`);
  const shape = [...(context.select ?? []), ...expanded].join(',');
  const entity = context.entity === true ? '/$entity' : '';
  return `${context.serviceRoot}/$metadata#${path.join('/')}${shape === '' ? '' : `(${shape})`}${entity}`;
}

/** Keys are mostly GUIDs; what a fragment cannot hold is percent-encoded. @spec RFC 3986 §3.5 */
function escapeFragment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%40', '@').replaceAll('%3A', ':');
}
