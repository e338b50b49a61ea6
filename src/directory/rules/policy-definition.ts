import { refuseValue } from './refuse-value.ts';

const MAX_LENGTH = 32_768;

/**
 * Opens the definition of a policy: one JSON text with one member, which names the kind.
 * @param root name of that member, such as `TokenLifetimePolicy`
 * @returns what the member holds
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resource stsPolicy: `definition`
 */
export function openDefinition(definition: readonly string[], root: string): Readonly<Record<string, unknown>> {
  const [text] = definition;
  if (definition.length !== 1 || text === undefined) refuseValue('definition', 'It must be a list of one JSON text.');
  if (text.length > MAX_LENGTH) refuseValue('definition', `It is longer than ${MAX_LENGTH} characters.`);
  const content = asObject(member(asObject(parse(text)), root));
  if (content === undefined) refuseValue('definition', `It is no JSON object with the member ${root}.`);
  const version = member(content, 'Version');
  if (version !== 1 && version !== '1') refuseValue('definition', 'Its Version must be 1.');
  return content;
}

/** A member by its name in any case: definitions are written by hand. */
export function member(object: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  const key = Object.keys(object ?? {}).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object?.[key];
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuseValue('definition', 'It is no JSON.');
  }
}
