import type { Target } from './target.ts';
import { openServedTargets } from './targets/endpoints.ts';
import { parserTargets } from './targets/parsers.ts';
import { openTokenTargets } from './targets/tokens.ts';

/** Every target. @param databaseUrl where the attacked server keeps its data; default: in memory */
export async function openTargets(databaseUrl?: string): Promise<readonly Target[]> {
  return [...parserTargets, ...(await openTokenTargets()), ...(await openServedTargets(databaseUrl))];
}
