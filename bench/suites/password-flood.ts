import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startEntrada } from '../harness/entrada-server.ts';
import { prepareLoops, type Turn } from '../harness/loop-load.ts';
import { registerDaemon } from '../harness/register-daemon.ts';
import { registerShop } from '../harness/register-shop.ts';
import { type ShopClients, shopClients } from '../harness/shop-clients.ts';
import { median, medianRatio } from '../harness/statistics.ts';
import { type LoadResult, loadTokens } from '../harness/token-load.ts';
import { atLeast, type Section } from '../report/measurement.ts';
import type { Effort, Workplace } from './suite.ts';

/** Browsers that try passwords at once: more than the queue before the hash holds. */
const BROWSERS = 96;

/**
 * Token requests while people, or somebody who guesses, send passwords as fast as they are answered: what is left of the speed that
 * token requests have alone.
 */
export async function measurePasswordFlood({ folder, endLater }: Workplace, effort: Effort): Promise<Section> {
  const { quick, progress } = effort;
  progress('flood: starting a server');
  const entrada = await startEntrada({ dataDir: join(folder, 'data'), logFile: join(folder, 'entrada.log') });
  const { pid } = endLater(entrada.program);
  const shop = await registerShop(entrada, entrada.tenantDomain);
  const { service } = await registerDaemon(entrada);
  const seconds = quick ? 2 : 5;
  await loadTokens(service, pid, quick ? 1 : 5);
  const browsers = await prepareLoops({ ca: entrada.ca, pid, clients: BROWSERS }, (client) =>
    guess(shopClients(entrada, shop, client)),
  );
  endLater(browsers);
  const alone: LoadResult[] = [];
  const flooded: LoadResult[] = [];
  const attempts: number[] = [];
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    progress(`flood: round ${round + 1}`);
    alone.push(await loadTokens(service, pid, seconds));
    const [flood, tokens] = await Promise.all([browsers.run(seconds + 0.5), loadTokens(service, pid, seconds)]);
    flooded.push(tokens);
    attempts.push(flood.answersPerSecond);
  }
  const speeds = (results: readonly LoadResult[]): number[] => results.map(({ tokensPerSecond }) => tokensPerSecond);
  return {
    title: 'Token requests under a flood of passwords',
    measurements: [
      { id: 'flood-alone', what: 'Tokens, nobody signs in', value: median(speeds(alone)), unit: 'tokens/s' },
      {
        id: 'flood-tokens',
        what: 'Tokens under the flood',
        value: median(speeds(flooded)),
        unit: 'tokens/s',
        detail: `beside ${median(attempts).toFixed(0)} passwords a second from ${BROWSERS} browsers`,
      },
      {
        id: 'flood-share',
        what: 'What is left of the speed',
        value: medianRatio(speeds(flooded), speeds(alone)),
        unit: 'ratio',
        aim: atLeast(0.5),
        detail: 'load generator and flood share the cores too',
      },
    ],
  };
}

/** A browser that stands on the password page of somebody who does not exist, and sends passwords. */
async function guess(clients: ShopClients): Promise<Turn> {
  const browser = clients.newBrowser();
  const page = await clients.openPasswordPage(browser, `${randomUUID()}@nowhere.example`);
  return async () => {
    const answer = await browser.press(page, 'idSIButton9', { passwd: randomUUID() });
    // Refused for the password, for too many tries of one name, or because too many wait: all are answers.
    if (answer.status >= 500 && answer.status !== 503) throw new Error(`A password was answered ${answer.status}.`);
  };
}
