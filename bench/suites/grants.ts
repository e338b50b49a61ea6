import { join } from 'node:path';
import { type BareOperation, bareMicroseconds } from '../harness/bare-signature.ts';
import { type RunningEntrada, startEntrada } from '../harness/entrada-server.ts';
import { type LoopResult, prepareLoops, type Turn } from '../harness/loop-load.ts';
import { registerShop, type Shop } from '../harness/register-shop.ts';
import { type ShopClients, shopClients, signAssertions } from '../harness/shop-clients.ts';
import { median } from '../harness/statistics.ts';
import { atMost, type Measurement, renderQuantity, type Section } from '../report/measurement.ts';
import type { Effort, Workplace } from './suite.ts';

/** Something that is asked for, and the operations of a private or public key, and password hashes, it cannot do without. */
export interface Work {
  readonly id: string;
  readonly what: string;
  readonly operations: Readonly<Partial<Record<BareOperation, number>>>;
  /** In words, for the report. */
  readonly needs: string;
  readonly prepare: (clients: ShopClients) => Promise<Turn>;
}

/** How many ask at once. */
export const CLIENTS = 16;

/**
 * Sign-ins, refreshes, tokens on behalf of somebody and tokens for a certificate: what each costs the server, against the operations
 * with keys that it must do.
 */
export async function measureGrants({ folder, endLater }: Workplace, effort: Effort): Promise<Section> {
  const { quick, progress } = effort;
  progress('grants: starting a server');
  const entrada = await startEntrada({ dataDir: join(folder, 'data'), logFile: join(folder, 'entrada.log') });
  endLater(entrada.program);
  const shop = await registerShop(entrada, entrada.tenantDomain);
  const seconds = quick ? 1 : 4;
  progress('grants: what keys and passwords cost by themselves');
  const costs: Record<BareOperation, number> = {
    sign: await bareMicroseconds('sign', seconds / 4),
    'verify-rs256': await bareMicroseconds('verify-rs256', seconds / 4),
    'verify-ps256': await bareMicroseconds('verify-ps256', seconds / 4),
    password: await bareMicroseconds('password', seconds / 4),
  };
  const measurements: Measurement[] = [
    { id: 'bare-sign', what: 'One bare signature (RSA-2048)', value: costs.sign, unit: 'µs', detail: 'private key' },
    {
      id: 'bare-verify',
      what: 'One bare verification (RS256)',
      value: costs['verify-rs256'],
      unit: 'µs',
      detail: 'public key',
    },
    { id: 'bare-password', what: 'One password hash (argon2id)', value: costs.password, unit: 'µs', detail: 'of CPU' },
  ];
  for (const work of worksOf(entrada, shop, quick ? 3_000 : 30_000)) {
    progress(`grants: ${work.what}`);
    const rounds = await measureRounds(entrada, shop, work, quick ? 1 : 3, seconds);
    measurements.push(...describe(work, rounds, costs));
  }
  return { title: 'Sign-ins and grants over TLS, SQLite', measurements };
}

/** Everything that is measured. @param assertionCount how many assertions are signed beforehand */
export function worksOf(entrada: RunningEntrada, shop: Shop, assertionCount: number): readonly Work[] {
  const assertions = signAssertions(entrada, shop, assertionCount);
  return [
    {
      id: 'sign-in-session',
      what: 'Code-flow sign-in, signed in already',
      operations: { sign: 2 },
      needs: '2 signatures (authorize, then redeem: access and ID token)',
      async prepare(clients) {
        const browser = clients.newBrowser();
        await clients.signIn(browser);
        return async () => void (await clients.signIn(browser));
      },
    },
    {
      id: 'sign-in-password',
      what: 'Code-flow sign-in with a password',
      operations: { sign: 2, password: 1 },
      needs: '2 signatures and 1 argon2id (four pages, then redeem)',
      prepare: async (clients) => async () => void (await clients.signIn(clients.newBrowser())),
    },
    {
      id: 'refresh',
      what: 'Refresh',
      operations: { sign: 2 },
      needs: '2 signatures (access and ID token)',
      async prepare(clients) {
        const tokens = await clients.signIn(clients.newBrowser());
        return () => clients.refresh(tokens);
      },
    },
    {
      id: 'on-behalf-of',
      what: 'On behalf of',
      operations: { sign: 1, 'verify-rs256': 1 },
      needs: '1 signature, 1 verification',
      async prepare(clients) {
        const tokens = await clients.signIn(clients.newBrowser());
        return () => clients.onBehalfOf(tokens);
      },
    },
    {
      id: 'certificate',
      what: 'Client credentials by certificate (PS256)',
      operations: { sign: 1, 'verify-ps256': 1 },
      needs: '1 signature, 1 verification',
      prepare: async (clients) => async () => {
        const assertion = assertions.pop();
        if (assertion === undefined) throw new Error('All assertions that were signed beforehand are used up.');
        await clients.withCertificate(assertion);
      },
    },
  ];
}

async function measureRounds(
  entrada: RunningEntrada,
  shop: Shop,
  { prepare }: Work,
  rounds: number,
  seconds: number,
): Promise<readonly LoopResult[]> {
  const loops = await prepareLoops({ ca: entrada.ca, pid: entrada.program.pid, clients: CLIENTS }, (client) =>
    prepare(shopClients(entrada, shop, client)),
  );
  try {
    await loops.run(seconds / 2);
    const results: LoopResult[] = [];
    for (let round = 0; round < rounds; round += 1) results.push(await loops.run(seconds));
    return results;
  } finally {
    loops.stop();
  }
}

function describe(
  work: Work,
  rounds: readonly LoopResult[],
  costs: Readonly<Record<BareOperation, number>>,
): Measurement[] {
  const of = (name: keyof LoopResult): number => median(rounds.map((round) => round[name]));
  const must = Object.entries(work.operations).reduce(
    (sum, [operation, count]) => sum + costs[operation as BareOperation] * count,
    0,
  );
  const cost = of('microsecondsPerAnswer');
  return [
    {
      id: `${work.id}-rate`,
      what: work.what,
      value: of('answersPerSecond'),
      unit: 'answers/s',
      detail: `p50 ${of('p50Milliseconds').toFixed(1)} ms, p99 ${of('p99Milliseconds').toFixed(1)} ms; ${renderQuantity(cost, 'µs')} of CPU each`,
    },
    {
      id: `${work.id}-ratio`,
      what: `${work.what}: CPU against what keys must do`,
      value: cost / must,
      unit: 'ratio',
      aim: atMost(1.6),
      detail: `${work.needs}: ${renderQuantity(must, 'µs')}`,
    },
  ];
}
