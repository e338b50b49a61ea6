import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Environment } from './config/given-by-caller.ts';
import { loadConfig } from './config/load-config.ts';
import { parseQuickstartEnv } from './parse-quickstart-env.ts';
import {
  decideRemoteSettings,
  needsQuickstart,
  type QuickstartFile,
  type RemoteFlags,
  type RemoteSettings,
  RemoteSettingsFault,
  type RemoteSettingsFaultCode,
} from './remote-settings.ts';

/** Settings of a client command with the certificates read. */
export interface LoadedRemoteSettings extends RemoteSettings {
  /** PEM texts. */
  readonly certificates: readonly string[];
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
const read = (path: string): Promise<string> => readFile(path, 'utf8');

/**
 * Gathers the settings of a client command: flags, the environment, and where that names no platform, the `quickstart.env` of
 * the data folder, so that nothing has to be sourced beside a platform just started.
 * @throws RemoteSettingsFault; StartFault where the settings that say where the data folder is are broken
 */
export async function loadRemoteSettings(
  flags: RemoteFlags,
  env: Environment = process.env,
  cwd: string = process.cwd(),
): Promise<LoadedRemoteSettings> {
  const quickstart = needsQuickstart(flags, env) ? await readQuickstart(flags.dataDir, env, cwd) : undefined;
  const settings = decideRemoteSettings(flags, env, quickstart);
  const certificates = await Promise.all(settings.certificateFiles.map(readCertificate));
  return { ...settings, certificates };
}

async function readQuickstart(
  dataDir: string | undefined,
  env: Environment,
  cwd: string,
): Promise<QuickstartFile | undefined> {
  const config = await loadConfig({ flags: { 'data-dir': dataDir }, env, cwd, readFile: read });
  const path = join(config.dataDir, 'quickstart.env');
  const short = relative(cwd, path);
  const shownPath = short.startsWith('..') ? path : short;
  try {
    return { shownPath, values: parseQuickstartEnv(await read(path)) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw unreadable('QuickstartUnreadable', `${shownPath} cannot be read: is it another user's?`, error);
  }
}

async function readCertificate(path: string): Promise<string> {
  try {
    return await read(path);
  } catch (error) {
    const says = `The certificate file ${path}, named by NODE_EXTRA_CA_CERTS, cannot be read.`;
    throw unreadable('CertificateFileUnreadable', says, error);
  }
}

function unreadable(code: RemoteSettingsFaultCode, message: string, cause: unknown): RemoteSettingsFault {
  return new RemoteSettingsFault(code, message, { cause });
}
