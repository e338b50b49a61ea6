import { databaseName, listKeysOffline, loadProcessConfig } from '../../../platform/index.ts';
import type { CliContext } from '../../cli-context.ts';
import type { DatabaseFlagValues } from '../../config-flags.ts';
import { writeFacts } from '../../output/facts.ts';
import type { Paint } from '../../output/paint.ts';
import { type Cell, layOutTable } from '../../output/table.ts';
import { isoMoment, sayMoment } from './moments.ts';

/** Flags of `entrada keys list`. */
export interface KeysListFlags extends DatabaseFlagValues {
  readonly json: boolean;
}

type ListedKey = Awaited<ReturnType<typeof listKeysOffline>>[number];

const columns = ['Key', 'Purpose', 'State', 'Created', 'Activates', 'Retires'].map((title) => ({ title }));

/** Lists the keys of a database. */
export async function runKeysList(this: CliContext, { json, ...settings }: KeysListFlags): Promise<void> {
  const config = await loadProcessConfig(settings);
  const keys = await listKeysOffline(config);
  const database = databaseName(config.databaseUrl);
  const { paint, columns: width, line } = this.terminal;
  if (json) {
    line(JSON.stringify({ database, dataDir: config.dataDir, keys: keys.map(renderKey) }, null, 2));
    return;
  }
  writeFacts(this.terminal, [
    ['Database', database],
    ['Data folder', config.dataDir],
  ]);
  line();
  const rows = keys.map((key) => toRow(key, paint));
  for (const each of layOutTable(columns, rows, { width, title: paint.dim })) line(each);
}

function toRow(key: ListedKey, paint: Paint): Cell[] {
  return [
    key.id,
    key.purpose,
    { text: key.state, paint: key.state === 'current' ? paint.good : key.state === 'retired' ? paint.dim : String },
    sayMoment(key.createdAt),
    sayMoment(key.activatesAt),
    key.retiresAt === null ? '-' : sayMoment(key.retiresAt),
  ];
}

function renderKey({ id, purpose, state, createdAt, activatesAt, retiresAt }: ListedKey): object {
  return {
    kid: id,
    purpose,
    state,
    createdDateTime: isoMoment(createdAt),
    activatesDateTime: isoMoment(activatesAt),
    retiresDateTime: retiresAt === null ? null : isoMoment(retiresAt),
  };
}
