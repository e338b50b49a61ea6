import { Fault, Redacted } from '../kernel/index.ts';
import type { Environment } from './config/given-by-caller.ts';

/** Why a client command does not know whom to talk to, or as whom. */
export type RemoteSettingsFaultCode =
  | 'AddressMissing'
  | 'AddressUnusable'
  | 'SecretVariableEmpty'
  | 'CertificateFileUnreadable'
  | 'QuickstartUnreadable';

/** Settings of a client command that do not do. */
export class RemoteSettingsFault extends Fault<RemoteSettingsFaultCode> {}

/** What a client command may be told on the command line. */
export interface RemoteFlags {
  readonly url?: string | undefined;
  readonly tenant?: string | undefined;
  readonly clientId?: string | undefined;
  /** The name of the variable that holds the secret: a secret itself would show in process lists. */
  readonly clientSecretEnv?: string | undefined;
  readonly dataDir?: string | undefined;
}

/** Whom a client command talks to, and as whom. */
export interface RemoteSettings {
  /** Address of the token service. */
  readonly url: string;
  readonly tenant: string | undefined;
  readonly client: { readonly id: string; readonly secret: Redacted | undefined } | undefined;
  /** PEM files of authorities to trust beside the usual ones. */
  readonly certificateFiles: readonly string[];
  /** What a person should know of where these settings come from. */
  readonly notes: readonly string[];
}

/** A quickstart file that was found. */
export interface QuickstartFile {
  /** As a person would name it. */
  readonly shownPath: string;
  readonly values: Environment;
}

/** Settings that belong together: a secret goes to no other address than the one it stands beside. */
interface Group {
  readonly url: string;
  readonly values: Environment;
  readonly notes: readonly string[];
}

/**
 * Decides by flags, environment and quickstart file. Address and credentials are taken from one place, never mixed from two.
 * @param quickstart undefined where there is none, or where `needsQuickstart` says that it does not matter
 * @throws RemoteSettingsFault `AddressMissing`, `AddressUnusable`, `SecretVariableEmpty`
 */
export function decideRemoteSettings(
  flags: RemoteFlags,
  env: Environment,
  quickstart: QuickstartFile | undefined,
): RemoteSettings {
  const { url, values, notes } = chooseGroup(flags, env, quickstart);
  const id = flags.clientId ?? given(values.AZURE_CLIENT_ID);
  const ownSecret = id === given(values.AZURE_CLIENT_ID) ? given(values.AZURE_CLIENT_SECRET) : undefined;
  const secret = flags.clientSecretEnv === undefined ? ownSecret : requireVariable(env, flags.clientSecretEnv);
  const files = [values.NODE_EXTRA_CA_CERTS, env.NODE_EXTRA_CA_CERTS].flatMap((path) => given(path) ?? []);
  return {
    url,
    tenant: flags.tenant ?? given(values.AZURE_TENANT_ID) ?? given(values.ENTRADA_TENANT_ID),
    client: id === undefined ? undefined : { id, secret: secret === undefined ? undefined : new Redacted(secret) },
    certificateFiles: [...new Set(files)],
    notes,
  };
}

/** Whether the quickstart file can matter: only where the environment does not settle the address. */
export function needsQuickstart(flags: RemoteFlags, env: Environment): boolean {
  const address = addressOf(env);
  return address === undefined || (flags.url !== undefined && !isSameOrigin(flags.url, address));
}

function chooseGroup(flags: RemoteFlags, env: Environment, quickstart: QuickstartFile | undefined): Group {
  const wanted = flags.url;
  const inEnvironment = addressOf(env);
  if (inEnvironment !== undefined && (wanted === undefined || isSameOrigin(wanted, inEnvironment))) {
    return { url: inEnvironment, values: env, notes: [] };
  }
  const inFile = quickstart && addressOf(quickstart.values);
  if (quickstart && inFile !== undefined && (wanted === undefined || isSameOrigin(wanted, inFile))) {
    const ignored = inEnvironment === undefined && given(env.AZURE_CLIENT_ID) !== undefined;
    return {
      url: inFile,
      values: quickstart.values,
      notes: [
        `Using ${quickstart.shownPath} (${inFile}).`,
        ...(ignored ? ['AZURE_CLIENT_ID of the environment is left aside: no AZURE_AUTHORITY_HOST goes with it.'] : []),
      ],
    };
  }
  if (wanted !== undefined) {
    // Credentials without an address are for whomever the command line names; those of another address stay there.
    return { url: wanted, values: inEnvironment === undefined ? env : {}, notes: [] };
  }
  throw new RemoteSettingsFault(
    'AddressMissing',
    'Which tenant? Start a platform here with "npm start", source the quickstart.env of another one, or give --url.',
  );
}

function addressOf(values: Environment): string | undefined {
  const [own, azure] = [given(values.ENTRADA_URL), given(values.AZURE_AUTHORITY_HOST)];
  // One of them was left from another platform, and nobody can tell which of the two the secret is for.
  if (own !== undefined && azure !== undefined && !isSameOrigin(own, azure))
    throw new RemoteSettingsFault(
      'AddressUnusable',
      `ENTRADA_URL is ${own}, but AZURE_AUTHORITY_HOST is ${azure}. Unset the one that the secret is not for.`,
    );
  return own ?? azure;
}

function isSameOrigin(one: string, other: string): boolean {
  const [a, b] = [one, other].map((address) => {
    if (URL.canParse(address)) return new URL(address).origin;
    throw new RemoteSettingsFault('AddressUnusable', `'${address}' is no address such as https://localhost:8443.`);
  });
  return a === b;
}

function requireVariable(env: Environment, name: string): string {
  const value = given(env[name]);
  if (value !== undefined) return value;
  throw new RemoteSettingsFault(
    'SecretVariableEmpty',
    `The variable ${name}, named by --client-secret-env, is not set.`,
  );
}

/** An empty variable counts as not given. */
const given = (value: string | undefined): string | undefined => value || undefined;
