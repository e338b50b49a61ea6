import { startWithApplications } from '../harness/directory-of-size.ts';
import type { RunningEntrada } from '../harness/entrada-server.ts';
import { HttpsClient } from '../harness/https-client.ts';
import { processorMicroseconds } from '../harness/process-usage.ts';
import { NAMES_A_PREFIX, sampleApplication, tenNamePrefix } from '../harness/sample-applications.ts';
import { medianRatio, percentile } from '../harness/statistics.ts';
import { requestToken } from '../harness/token-service.ts';
import { atMost, type Measurement, renderQuantity, type Section } from '../report/measurement.ts';
import type { Effort, Workplace } from './suite.ts';

/** One kind of read: where to look for the application of a number, and how many answer. */
interface Read {
  readonly id: string;
  readonly what: string;
  readonly path: (number: number) => string;
  /** Objects found; undefined when the answer is the object itself. */
  readonly found: number | undefined;
}

const filter = (text: string): string => `/v1.0/applications?$filter=${encodeURIComponent(text)}`;

const reads: readonly Read[] = [
  {
    id: 'by-app-id',
    what: "applications(appId='…')",
    path: (number) => `/v1.0/applications(appId='${sampleApplication(number).appId}')`,
    found: undefined,
  },
  {
    id: 'filter-app-id',
    what: '$filter=appId eq …',
    path: (number) => filter(`appId eq '${sampleApplication(number).appId}'`),
    found: 1,
  },
  {
    id: 'filter-name',
    what: '$filter=displayName eq …',
    path: (number) => filter(`displayName eq '${sampleApplication(number).displayName}'`),
    found: 1,
  },
  {
    id: 'filter-prefix',
    what: `$filter=startswith(displayName,…), ${NAMES_A_PREFIX} found`,
    path: (number) => filter(`startswith(displayName,'${tenNamePrefix(number)}')`),
    found: NAMES_A_PREFIX,
  },
];

/** Directories compared: their numbers of applications. */
const SMALL = 1_000;
const LARGE = 100_000;
/** A prime, so that reads wander through the whole directory. */
const STRIDE = 7_919;

/** A directory under test, with a client that may read it. */
interface Directory {
  readonly entrada: RunningEntrada;
  readonly client: HttpsClient;
  readonly authorization: string;
  readonly size: number;
}

/** What some reads in a row cost. */
interface Series {
  readonly milliseconds: readonly number[];
  readonly microsecondsOfProcessor: number;
}

/** Graph reads in a small and a large directory, in turns. */
export async function measureGraphReads(
  { folder, endLater }: Workplace,
  { quick, progress }: Effort,
): Promise<Section> {
  const large = quick ? 5_000 : LARGE;
  progress(`graph: filling directories of ${SMALL} and ${large} applications`);
  const smallServer = await startWithApplications(folder, SMALL);
  endLater(smallServer.program);
  const largeServer = await startWithApplications(folder, large);
  endLater(largeServer.program);
  const small = await open(endLater(new HttpsClient(smallServer.ca)), smallServer, SMALL);
  const big = await open(endLater(new HttpsClient(largeServer.ca)), largeServer, large);
  const measurements: Measurement[] = [];
  for (const read of reads) {
    progress(`graph: ${read.what}`);
    measurements.push(...(await compare(read, small, big, quick)));
  }
  return { title: `Graph reads: ${large.toLocaleString('en')} applications against 1,000`, measurements };
}

async function open(client: HttpsClient, entrada: RunningEntrada, size: number): Promise<Directory> {
  return { entrada, client, size, authorization: `Bearer ${await requestToken(client, entrada.automation)}` };
}

async function compare(read: Read, small: Directory, large: Directory, quick: boolean): Promise<Measurement[]> {
  const rounds = quick ? 2 : 6;
  const count = quick ? 50 : 300;
  // Enough for the engine to have compiled what it will run; the large directory is read cold by its very size.
  for (const directory of [small, large]) await readMany(directory, read, 0, count);
  const series: { readonly small: Series; readonly large: Series }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    series.push({
      small: await readMany(small, read, round * count, count),
      large: await readMany(large, read, round * count, count),
    });
  }
  const smalls = series.map((round) => round.small);
  const larges = series.map((round) => round.large);
  const middles = (all: readonly Series[]): number[] => all.map(({ milliseconds }) => percentile(milliseconds, 0.5));
  const processor = (all: readonly Series[]): number =>
    all.reduce((sum, { microsecondsOfProcessor }) => sum + microsecondsOfProcessor, 0) / (rounds * count);
  const growth = processor(larges) / processor(smalls);
  return [
    { id: `${read.id}-small`, what: `${read.what}, small directory`, ...quantiles(smalls, processor(smalls)) },
    { id: `${read.id}-large`, what: `${read.what}, large directory`, ...quantiles(larges, processor(larges)) },
    {
      id: `${read.id}-growth`,
      what: `${read.what}, growth`,
      value: medianRatio(middles(larges), middles(smalls)),
      unit: 'ratio',
      aim: atMost(1.3),
      detail: `of the median time; of CPU ${renderQuantity(growth, 'ratio')}`,
    },
  ];
}

function quantiles(series: readonly Series[], processor: number): Pick<Measurement, 'value' | 'unit' | 'detail'> {
  const all = series.flatMap(({ milliseconds }) => milliseconds);
  const slow = renderQuantity(percentile(all, 0.99), 'ms');
  return {
    value: percentile(all, 0.5),
    unit: 'ms',
    detail: `median; p99 ${slow}; ${renderQuantity(processor, 'µs')} of CPU`,
  };
}

async function readMany(directory: Directory, read: Read, from: number, count: number): Promise<Series> {
  const { entrada, client, authorization, size } = directory;
  const { pid } = entrada.program;
  const milliseconds: number[] = [];
  const before = await processorMicroseconds(pid);
  for (let turn = from; turn < from + count; turn += 1) {
    const url = `${entrada.url}${read.path((turn * STRIDE) % size)}`;
    const begin = performance.now();
    const { status, body } = await client.send({ url, headers: { authorization } });
    milliseconds.push(performance.now() - begin);
    requireFound(read, status, body);
  }
  return { milliseconds, microsecondsOfProcessor: (await processorMicroseconds(pid)) - before };
}

/** An empty answer would be a fast one. */
function requireFound({ what, found }: Read, status: number, body: string): void {
  const answer = status === 200 ? (JSON.parse(body) as { readonly value?: readonly unknown[] }) : undefined;
  if (answer === undefined || answer.value?.length !== found)
    throw new Error(`${what} was answered ${status}: ${body}`);
}
