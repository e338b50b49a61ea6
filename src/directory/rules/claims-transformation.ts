import type { ClaimsTransformation, MappedClaim, TransformationMethod } from '../types/policy.ts';
import { asObject, member } from './policy-definition.ts';
import { refuseValue } from './refuse-value.ts';

const MOST_TRANSFORMATIONS = 50;
const MAX_VALUE_LENGTH = 1024;

/** Methods by their names in lower case; the short spellings are older. */
const METHODS: Readonly<Record<string, TransformationMethod>> = {
  join: 'Join',
  extractmailprefix: 'ExtractMailPrefix',
  tolower: 'ToLowercase',
  tolowercase: 'ToLowercase',
  toupper: 'ToUppercase',
  touppercase: 'ToUppercase',
};

/**
 * The transformations of a claims mapping. Regular expressions are not among them: one that somebody wrote badly would hold up
 * every token of the application.
 * @param claims the entries that inputs may name
 * @throws DirectoryFault `InvalidValue`
 * @spec Entra claims customization: claims transformation
 */
export function parseTransformations(
  content: Readonly<Record<string, unknown>>,
  claims: readonly MappedClaim[],
): readonly ClaimsTransformation[] {
  const list = member(content, 'ClaimsTransformation') ?? member(content, 'ClaimsTransformations') ?? [];
  if (!Array.isArray(list) || list.length > MOST_TRANSFORMATIONS)
    refuseValue('definition', `ClaimsTransformation must be a list of at most ${MOST_TRANSFORMATIONS} entries.`);
  const transformations = list.map((entry, index) => parseTransformation(entry, `ClaimsTransformation[${index}]`));
  const ids = new Set(transformations.map(({ id }) => id));
  if (ids.size < transformations.length) refuseValue('definition', 'Two transformations have the same ID.');
  // What a transformation makes is no input of another one: so none can wait for itself.
  const inputs = new Set(claims.filter(({ source }) => source !== 'transformation').map(({ id }) => id));
  for (const { id, inputClaims } of transformations)
    for (const { claim } of inputClaims)
      if (!inputs.has(claim))
        refuseValue('definition', `The transformation '${id}' takes '${claim}', which is no ID of ClaimsSchema.`);
  return transformations;
}

function parseTransformation(entry: unknown, at: string): ClaimsTransformation {
  const object = asObject(entry) ?? refuseValue('definition', `${at} is no object.`);
  const id = requireText(member(object, 'ID'), `${at}.ID`);
  const name = requireText(member(object, 'TransformationMethod'), `${at}.TransformationMethod`);
  const method = Object.hasOwn(METHODS, name.toLowerCase()) ? METHODS[name.toLowerCase()] : undefined;
  if (method === undefined) refuseValue('definition', `The transformation method '${name}' is not supported.`);
  const pairs = (list: string) =>
    requireList(member(object, list) ?? [], `${at}.${list}`).map((item, index) => {
      const place = `${at}.${list}[${index}]`;
      const pair = asObject(item) ?? refuseValue('definition', `${place} is no object.`);
      return {
        claim: requireText(member(pair, 'ClaimTypeReferenceId'), `${place}.ClaimTypeReferenceId`).toLowerCase(),
        parameter: requireText(
          member(pair, 'TransformationClaimType'),
          `${place}.TransformationClaimType`,
        ).toLowerCase(),
      };
    });
  const inputParameters = requireList(member(object, 'InputParameters') ?? [], `${at}.InputParameters`).map(
    (item, index) => {
      const place = `${at}.InputParameters[${index}]`;
      const pair = asObject(item) ?? refuseValue('definition', `${place} is no object.`);
      const value = member(pair, 'Value');
      if (typeof value !== 'string' || value.length > MAX_VALUE_LENGTH)
        return refuseValue('definition', `${place}.Value must be a text.`);
      return { parameter: requireText(member(pair, 'ID'), `${place}.ID`).toLowerCase(), value };
    },
  );
  const outputClaims = pairs('OutputClaims');
  if (outputClaims.length === 0) refuseValue('definition', `${at} has no OutputClaims.`);
  return { id, method, inputClaims: pairs('InputClaims'), inputParameters, outputClaims };
}

function requireText(value: unknown, at: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= MAX_VALUE_LENGTH) return value;
  return refuseValue('definition', `${at} must be a text.`);
}

function requireList(value: unknown, at: string): readonly unknown[] {
  if (Array.isArray(value) && value.length <= MOST_TRANSFORMATIONS) return value;
  return refuseValue('definition', `${at} must be a list.`);
}
