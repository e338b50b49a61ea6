import type { AppId } from '../../kernel/index.ts';

/** What a definition contributes to the names of each of its instances. */
interface NameGivers {
  readonly appId: AppId;
  readonly identifierUris: readonly string[];
}

/**
 * The names an instance answers to: the appId, the identifier URIs of its definition, then names of its own.
 * @param own names of the instance's own; those the definition gives as well are not repeated
 * @spec Graph resource servicePrincipal `servicePrincipalNames`
 */
export function servicePrincipalNames(definition: NameGivers, own: readonly string[] = []): readonly string[] {
  const given = [definition.appId, ...definition.identifierUris];
  const known = new Set(given.map((name) => name.toLowerCase()));
  return [...given, ...own.filter((name) => !known.has(name.toLowerCase()))];
}

/** Names that an instance would have beside those of its definition, without those it holds. */
export function addedNames(
  names: readonly string[],
  definition: NameGivers,
  held: readonly string[] = [],
): readonly string[] {
  const known = new Set([...servicePrincipalNames(definition), ...held].map((name) => name.toLowerCase()));
  return names.filter((name) => !known.has(name.toLowerCase()));
}

/**
 * The names of an instance when its definition changes its identifier URIs.
 * @param names the names as they are
 */
export function followIdentifierUris(
  names: readonly string[],
  previous: NameGivers,
  next: NameGivers,
): readonly string[] {
  const gone = new Set([previous.appId, ...previous.identifierUris].map((name) => name.toLowerCase()));
  return servicePrincipalNames(
    next,
    names.filter((name) => !gone.has(name.toLowerCase())),
  );
}
