import { z } from 'zod';
import { RemoteFault } from '../fault.ts';
import { credentialShape, type RemoteCredential } from '../graph/entities.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import type { FoundApplication } from './find-application.ts';

/** Certificates as Graph shows them, with members that only Graph knows: what is sent back must be whole. */
const holderShape = z.object({ keyCredentials: z.array(z.looseObject(credentialShape.shape)) });

/**
 * Registers a certificate on a definition, beside those that are there. Graph takes the whole list: what is kept is sent back
 * without its bytes.
 * @param certificate DER
 * @returns the credential that was made
 * @throws RemoteFault `NotFound` where another tenant owns the definition; what Graph refuses
 * @spec Graph PATCH application `keyCredentials`; graph reference 2.1
 */
export async function addCertificate(
  graph: GraphClient,
  { appId, definition }: FoundApplication,
  certificate: Buffer,
): Promise<RemoteCredential | undefined> {
  if (definition === undefined)
    throw new RemoteFault('NotFound', 'Another tenant owns the definition: certificates are registered there.', {
      target: appId,
    });
  const path = `/applications/${definition.id}`;
  const before = await graph.get(path, holderShape);
  const added = { type: 'AsymmetricX509Cert', usage: 'Verify', key: certificate.toString('base64') };
  await graph.patch(path, { keyCredentials: [...before.keyCredentials, added] });
  const known = new Set(before.keyCredentials.map(({ keyId }) => keyId));
  const after = await graph.get(path, holderShape);
  return after.keyCredentials.find(({ keyId }) => !known.has(keyId));
}
