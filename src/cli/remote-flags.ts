import type { FlagParametersForType } from '@stricli/core';
import type { CliContext } from './cli-context.ts';

/** Which tenant a command works on, and as whom. */
export interface RemoteFlagValues {
  readonly url?: string;
  readonly tenant?: string;
  readonly clientId?: string;
  readonly clientSecretEnv?: string;
  readonly dataDir?: string;
}

/** The flags of every command that works on a tenant through Graph and its token endpoint. */
export const remoteFlags: FlagParametersForType<RemoteFlagValues, CliContext> = {
  url: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'address',
    brief: 'Address of the token service [ENTRADA_URL, AZURE_AUTHORITY_HOST, or quickstart.env in the data folder]',
  },
  tenant: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'id',
    brief: 'Id or domain of the tenant [AZURE_TENANT_ID]',
  },
  clientId: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'id',
    brief: 'Application that asks [AZURE_CLIENT_ID]',
  },
  clientSecretEnv: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'NAME',
    brief: 'Variable that holds its secret [AZURE_CLIENT_SECRET]',
  },
  dataDir: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'folder',
    brief: 'Data folder of a platform on this machine [.entrada]',
  },
};
