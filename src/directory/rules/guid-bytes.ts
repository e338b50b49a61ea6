/**
 * The bytes of a GUID in the order of .NET: the first three groups little-endian, the rest as written.
 * @param guid with hyphens, any case
 * @spec Graph: encoded ids of grants and assignments
 */
export function guidBytes(guid: string): Uint8Array {
  const [a = '', b = '', c = '', ...rest] = guid.split('-');
  const reversed = [a, b, c].map((group) => Buffer.from(group, 'hex').reverse());
  return Buffer.concat([...reversed, Buffer.from(rest.join(''), 'hex')]);
}

/**
 * GUIDs as one opaque id.
 * @returns base64url without padding: 22 characters for one GUID, 43 for two, 64 for three
 */
export function encodeGuids(...guids: readonly string[]): string {
  return Buffer.concat(guids.map(guidBytes)).toString('base64url');
}
