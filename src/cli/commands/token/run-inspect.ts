import { readFile } from 'node:fs/promises';
import {
  type DecodedToken,
  decodeToken,
  explainToken,
  knownNames,
  lookUpNames,
  type SignatureVerdict,
  type TokenNames,
  verifySignature,
} from '../../../diagnosis/index.ts';
import { isGuid, systemClock } from '../../../kernel/index.ts';
import { RemoteSettingsFault } from '../../../platform/index.ts';
import { createHttpsTransport } from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { openGraph, type TenantConnection, withTenant } from '../../connect-tenant.ts';
import { withProgress } from '../../output/progress.ts';
import type { RemoteFlagValues } from '../../remote-flags.ts';
import { UsageFault } from '../../usage-fault.ts';
import { writeInspection } from './write-inspection.ts';

/** Flags of `entrada token inspect`. */
export interface TokenInspectFlags extends RemoteFlagValues {
  readonly file?: string;
  readonly json: boolean;
}

/** Explains a token. */
export async function runTokenInspect(
  this: CliContext,
  { file, json, ...remote }: TokenInspectFlags,
  given?: string,
): Promise<void> {
  const token = decodeToken(await readToken(this, file, given));
  const explained = explainToken(token, systemClock);
  const { signature, names } = await withProgress(this.notes, 'Checking the signature', (say) =>
    consult(this, remote, token, say),
  );
  if (json) {
    const claims = explained.claims.map((claim) => ({ ...claim, name: nameOf(names, claim.value) }));
    this.terminal.line(
      JSON.stringify({ header: token.header, ...explained, claims, signature, gaps: names.gaps }, null, 2),
    );
    return;
  }
  writeInspection(this.terminal, { token, explained, signature, names });
}

function nameOf({ names }: TokenNames, value: unknown): string | null {
  return typeof value === 'string' ? (names.get(value.toLowerCase()) ?? null) : null;
}

async function readToken({ input }: CliContext, file: string | undefined, given: string | undefined): Promise<string> {
  if (file !== undefined) return readNamed(file);
  if (given !== undefined && given !== '-') return given;
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

const unreadable = (file: string, cause: unknown): UsageFault =>
  new UsageFault('FileUnreadable', `${file} cannot be read.`, { cause });

interface Findings {
  readonly signature: SignatureVerdict;
  readonly names: TokenNames;
}

/** Asks the issuer for its keys, and the tenant in use for names. A token can be explained without either. */
async function consult(
  context: CliContext,
  remote: RemoteFlagValues,
  token: DecodedToken,
  say: (step: string) => void,
): Promise<Findings> {
  const ask = async (connection: TenantConnection): Promise<Findings> => {
    const signature = await verifySignature(connection.transport, token, connection.tenant.authority);
    say('Looking up names');
    return { signature, names: await namesFrom(connection, token) };
  };
  try {
    return await withTenant(context, remote, ask, 'organizations');
  } catch (error) {
    if (error instanceof RemoteSettingsFault && error.code === 'AddressMissing') return consultIssuer(token);
    throw error;
  }
}

/** Where no tenant is in use, Microsoft's keys are still there for everybody. */
async function consultIssuer(token: DecodedToken): Promise<Findings> {
  const transport = createHttpsTransport({ certificates: [] });
  try {
    const signature = await verifySignature(transport, token, undefined);
    return { signature, names: { names: knownNames(token.claims), gaps: ['no tenant is in use to look them up in'] } };
  } finally {
    transport.close();
  }
}

async function namesFrom(connection: TenantConnection, { claims }: DecodedToken): Promise<TokenNames> {
  const { client } = connection.settings;
  const { tenant } = connection.tenant;
  const gap = (reason: string): TokenNames => ({ names: knownNames(claims), gaps: [reason] });
  if (isGuid(tenant) && tenant.toLowerCase() !== String(claims.tid).toLowerCase())
    return gap('it is of another tenant');
  if (client?.secret === undefined) return gap('there are no credentials to ask Graph with');
  return lookUpNames(openGraph(connection, { clientId: client.id, clientSecret: client.secret }), claims);
}
