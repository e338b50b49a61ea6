import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type IssuerKey, parseIssuerKeys } from '../../tokens/index.ts';
import type { Config } from '../config/config.ts';
import { fileFault } from '../file-fault.ts';
import { StartFault } from '../start-fault.ts';
import type { FederationSettings } from './federation-settings.ts';

/**
 * Reads the files that the settings of federation name.
 * @throws StartFault `FederationFileInvalid`
 */
export async function readFederation({ federation }: Pick<Config, 'federation'>): Promise<FederationSettings> {
  const { openNetworks, trustedHosts, caFile, keysFile } = federation;
  return {
    openNetworks,
    trustedHosts,
    certificates: caFile === undefined ? [] : [requireCertificates(await read(caFile), caFile)],
    pinned: keysFile === undefined ? new Map() : requireKeys(await read(keysFile), keysFile),
  };
}

/** One file may hold several certificates: the first tells whether it is such a file at all. */
function requireCertificates(pem: string, path: string): string {
  try {
    new X509Certificate(pem);
    return pem;
  } catch (cause) {
    throw invalid(`${path} holds no certificate in PEM.`, cause);
  }
}

/** An object with a JWK set for each issuer. @spec RFC 7517 §5 */
function requireKeys(text: string, path: string): ReadonlyMap<string, readonly IssuerKey[]> {
  const value = parseJson(text, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`${path} must hold a JSON object with a JWK set for each issuer.`);
  }
  return new Map(
    Object.entries(value).map(([issuer, document]) => {
      const keys = parseIssuerKeys(document) ?? [];
      if (keys.length === 0) throw invalid(`${path} has no JWK set with a usable public key for ${issuer}.`);
      return [issuer, keys];
    }),
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(`${path} is no valid JSON.`, cause);
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw fileFault(error, path) ?? invalid(`${path} cannot be read.`, error);
  }
}

function invalid(message: string, cause?: unknown): StartFault {
  return new StartFault('FederationFileInvalid', message, cause === undefined ? {} : { cause });
}
