import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { GraphClient } from '../graph/graph-client.ts';
import type { FoundApplication } from './find-application.ts';

/** What tells one certificate from another, as tools and error messages name it: hexadecimal, in capitals. */
export interface CertificateThumbprints {
  readonly keyId: string;
  readonly thumbprint: string;
  readonly thumbprintSha256: string;
}

/** Graph gives the certificates themselves only to who selects them. */
const selectedShape = z.object({
  keyCredentials: z.array(z.object({ keyId: z.string(), key: z.string().nullish() })),
});

/**
 * Reads the thumbprints of the certificates of a definition. One of which Graph gives no bytes is left out.
 * @spec Graph resource keyCredential `key`
 */
export async function loadThumbprints(
  graph: GraphClient,
  { definition }: FoundApplication,
): Promise<CertificateThumbprints[]> {
  if (definition === undefined || definition.keyCredentials.length === 0) return [];
  const { keyCredentials } = await graph.get(`/applications/${definition.id}?$select=keyCredentials`, selectedShape);
  return keyCredentials.flatMap(({ keyId, key }) => {
    if (key === null || key === undefined) return [];
    const bytes = Buffer.from(key, 'base64');
    return [{ keyId, thumbprint: hash('sha1', bytes), thumbprintSha256: hash('sha256', bytes) }];
  });
}

const hash = (algorithm: string, bytes: Buffer): string =>
  createHash(algorithm).update(bytes).digest('hex').toUpperCase();
