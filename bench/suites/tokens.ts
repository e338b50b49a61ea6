import { join } from 'node:path';
import { bareMicroseconds } from '../harness/bare-signature.ts';
import { startEntrada } from '../harness/entrada-server.ts';
import { type RunningService, startBareTokenServer, startOidcProvider } from '../harness/peers.ts';
import { registerDaemon } from '../harness/register-daemon.ts';
import { median, medianRatio } from '../harness/statistics.ts';
import { type LoadResult, loadTokens } from '../harness/token-load.ts';
import { requireRs256Tokens } from '../harness/token-service.ts';
import { atLeast, atMost, type Measurement, renderQuantity, type Section } from '../report/measurement.ts';
import type { Effort, Workplace } from './suite.ts';

/** What one round measured, each thing right after the other. */
interface Round {
  readonly signatureMicroseconds: number;
  readonly entrada: LoadResult;
  readonly oidcProvider: LoadResult;
  readonly bareServer: LoadResult;
}

/**
 * Client-credentials tokens: what one costs beside a bare signature, and how many a second beside a peer. All servers run at
 * once and are loaded in turns, so that whatever else the machine does falls on all of them.
 */
export async function measureTokens({ folder, endLater }: Workplace, { quick, progress }: Effort): Promise<Section> {
  const rounds = quick ? 1 : 4;
  const seconds = quick ? 2 : 5;
  progress('tokens: starting three servers');
  const entrada = await startEntrada({ dataDir: join(folder, 'data'), logFile: join(folder, 'entrada.log') });
  const program = endLater(entrada.program);
  const { service } = await registerDaemon(entrada);
  const { tlsFolder } = entrada;
  const oidcProvider = await startOidcProvider({ tlsFolder, logFile: join(folder, 'oidc-provider.log') });
  endLater(oidcProvider.program);
  const bareServer = await startBareTokenServer({ tlsFolder, logFile: join(folder, 'bare-server.log') });
  endLater(bareServer.program);
  const servers = { entrada: { program, service }, oidcProvider, bareServer };
  const lengths = new Map<RunningService, number>();
  for (const server of Object.values(servers)) {
    lengths.set(server, await requireRs256Tokens(server.service));
    // Until the engine has compiled what is hot, which takes some ten thousand requests.
    await loadTokens(server.service, server.program.pid, quick ? 1 : 6);
  }
  const load = ({ service: target, program: { pid } }: RunningService): Promise<LoadResult> =>
    loadTokens(target, pid, seconds);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    progress(`tokens: round ${round} of ${rounds}`);
    measured.push({
      signatureMicroseconds: await bareMicroseconds('sign', quick ? 0.5 : 1.5),
      entrada: await load(servers.entrada),
      oidcProvider: await load(oidcProvider),
      bareServer: await load(bareServer),
    });
  }
  const lengthOf = (server: RunningService): string => `tokens of ${lengths.get(server)} characters`;
  return {
    title: 'Client-credentials tokens over TLS, SQLite',
    measurements: describe(measured, lengthOf(servers.entrada), lengthOf(oidcProvider)),
  };
}

function describe(rounds: readonly Round[], ownTokens: string, peerTokens: string): Measurement[] {
  const signatures = rounds.map(({ signatureMicroseconds }) => signatureMicroseconds);
  const of = (name: keyof Omit<Round, 'signatureMicroseconds'>, value: keyof LoadResult): number[] =>
    rounds.map((round) => round[name][value]);
  const cost = of('entrada', 'microsecondsPerToken');
  const speed = of('entrada', 'tokensPerSecond');
  const latency = `p50 ${median(of('entrada', 'p50Milliseconds'))} ms, p99 ${median(of('entrada', 'p99Milliseconds'))} ms`;
  const besides = cost.map((total, round) => total - (signatures[round] ?? 0));
  const cpu = (name: 'oidcProvider' | 'bareServer'): string =>
    `${renderQuantity(median(of(name, 'microsecondsPerToken')), 'µs')} of CPU a token`;
  return [
    { id: 'signature', what: 'One bare RSA-2048 signature', value: median(signatures), unit: 'µs', detail: 'of CPU' },
    { id: 'token-cpu', what: 'Server CPU a token', value: median(cost), unit: 'µs', detail: ownTokens },
    {
      id: 'token-cpu-ratio',
      what: 'CPU: a token against a bare signature',
      value: medianRatio(cost, signatures),
      unit: 'ratio',
      aim: atMost(1.6),
    },
    {
      id: 'token-besides',
      what: 'CPU a token beside the signature',
      value: median(besides),
      unit: 'µs',
      aim: atMost(150),
    },
    { id: 'token-rate', what: 'Entrada', value: median(speed), unit: 'tokens/s', detail: latency },
    {
      id: 'peer-rate',
      what: 'oidc-provider',
      value: median(of('oidcProvider', 'tokensPerSecond')),
      unit: 'tokens/s',
      detail: `${cpu('oidcProvider')}, ${peerTokens}`,
    },
    {
      id: 'limit-rate',
      what: 'Limit: a server that only signs',
      value: median(of('bareServer', 'tokensPerSecond')),
      unit: 'tokens/s',
      detail: cpu('bareServer'),
    },
    {
      id: 'token-rate-ratio',
      what: 'Throughput against oidc-provider',
      value: medianRatio(speed, of('oidcProvider', 'tokensPerSecond')),
      unit: 'ratio',
      aim: atLeast(2),
    },
    {
      id: 'limit-rate-ratio',
      what: 'The same for the limit',
      value: medianRatio(of('bareServer', 'tokensPerSecond'), of('oidcProvider', 'tokensPerSecond')),
      unit: 'ratio',
    },
  ];
}
