import type { ClaimsMapping, ClaimsTransformation, MappedClaim } from '../../directory/index.ts';

/** What a mapped claim can be. */
export type ClaimValue = string | number | boolean | readonly string[];

/** Why a transformation made nothing: an input has no value, or is no text. */
export interface TransformationFailure {
  readonly reason: 'inputMissing' | 'inputInvalid';
  readonly transformationId: string;
  readonly parameter: string;
}

/** Outputs by `{transformation}\n{output}`. */
interface Transformed {
  readonly outputs: ReadonlyMap<string, string>;
}

/**
 * Does the transformations that claims of a mapping ask for. Each takes time in proportion to its inputs and no more.
 * @spec Entra claims customization: claims transformation; Entra AADSTS50124, AADSTS501241
 */
export function transformClaims(
  { claims, transformations }: ClaimsMapping,
  readValue: (claim: MappedClaim) => ClaimValue | undefined,
): Transformed | TransformationFailure {
  const wanted = new Set(claims.map(({ transformationId, jwtClaimType }) => jwtClaimType && transformationId));
  const outputs = new Map<string, string>();
  for (const transformation of transformations.filter(({ id }) => wanted.has(id))) {
    const inputs = inputsOf(transformation, claims, readValue);
    const result = transform(transformation, inputs);
    if (typeof result !== 'string') return result;
    for (const { claim } of transformation.outputClaims) outputs.set(`${transformation.id}\n${claim}`, result);
  }
  return { outputs };
}

function inputsOf(
  { inputClaims, inputParameters }: ClaimsTransformation,
  claims: readonly MappedClaim[],
  readValue: (claim: MappedClaim) => ClaimValue | undefined,
): ReadonlyMap<string, ClaimValue | undefined> {
  const inputs = new Map<string, ClaimValue | undefined>(
    inputParameters.map(({ parameter, value }) => [parameter, value]),
  );
  for (const { claim, parameter } of inputClaims) {
    const source = claims.find(({ id, source: kind }) => id === claim && kind !== 'transformation');
    inputs.set(parameter, source && readValue(source));
  }
  return inputs;
}

function transform(
  transformation: ClaimsTransformation,
  inputs: ReadonlyMap<string, ClaimValue | undefined>,
): string | TransformationFailure {
  const input = (...names: readonly string[]): string | TransformationFailure => {
    const parameter = names.find((name) => inputs.has(name)) ?? names[0] ?? '';
    const value = inputs.get(parameter);
    const { id: transformationId } = transformation;
    if (value === undefined) return { reason: 'inputMissing', transformationId, parameter };
    return typeof value === 'string' ? value : { reason: 'inputInvalid', transformationId, parameter };
  };
  const first =
    transformation.method === 'ExtractMailPrefix' ? input('mail', 'string1', 'string') : input('string1', 'string');
  if (typeof first !== 'string') return first;
  switch (transformation.method) {
    case 'ExtractMailPrefix':
      return first.includes('@') ? first.slice(0, first.indexOf('@')) : first;
    case 'ToLowercase':
      return first.toLowerCase();
    case 'ToUppercase':
      return first.toUpperCase();
    case 'Join': {
      const second = input('string2');
      if (typeof second !== 'string') return second;
      const separator = input('separator');
      return typeof separator === 'string' ? `${first}${separator}${second}` : separator;
    }
  }
}
