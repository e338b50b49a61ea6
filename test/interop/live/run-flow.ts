import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { answerTo, Person } from '../person.ts';
import type { Cast } from '../recorded/replay.ts';
import type { Program } from './program.ts';
import type { Taken, Tap } from './tap.ts';
import { isOfClient, type Seen } from './to-recording.ts';

/** How a flow ended, as the client saw it. */
export interface Outcome {
  /** Of the client. */
  readonly version: string;
  readonly access_token?: string;
  readonly error?: string;
  readonly error_description?: string;
}

/** What the program writes, one a line. */
interface Line {
  readonly authorizeUrl?: string;
  readonly deviceCode?: { readonly user_code: string };
  readonly result?: Omit<Outcome, 'version'>;
  readonly version?: string;
}

/** What is needed to run a flow. */
export interface FlowSettings {
  readonly caFile: string;
  /** What the program is told on its standard input. */
  readonly told: object;
  readonly tap: Tap;
}

/** What a flow showed of itself. */
export interface Ran {
  readonly outcome: Outcome;
  readonly seen: Seen;
}

const LONGEST_MILLISECONDS = 90_000;
const STEP_MILLISECONDS = 100;

/**
 * Lets a client go through one flow, and plays the person where it waits for one.
 * @throws Error when the program ends without a result
 */
export async function runFlow(program: Program, { caFile, told, tap }: FlowSettings, cast: Cast): Promise<Ran> {
  const child = spawn(program.command, program.arguments, {
    env: { ...process.env, SSL_CERT_FILE: caFile, REQUESTS_CA_BUNDLE: caFile },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: LONGEST_MILLISECONDS,
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  const ended = new Promise<Error>((resolve) => {
    child.on('error', resolve);
    child.on('close', (code) => resolve(new Error(`it ended with ${code}: ${complaints.trim().slice(-600)}`)));
  });
  const before = tap.count;
  const taken = () => tap.since(before).filter(isOfClient);
  const tell = (line: unknown) => child.stdin.write(`${JSON.stringify(line)}\n`);
  tell(told);
  let result: Outcome | undefined;
  let authorize: Seen['authorize'];
  let approval = Promise.resolve();
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as Line;
    if (line.authorizeUrl !== undefined) {
      authorize = { url: line.authorizeUrl, after: taken().length };
      tell(await signIn(line.authorizeUrl, cast));
    }
    if (line.deviceCode !== undefined) approval = approveLate(line.deviceCode.user_code, taken, cast);
    if (line.result !== undefined) result = { ...line.result, version: line.version ?? 'unknown' };
  }
  const [end] = await Promise.all([ended, approval]);
  if (result === undefined) throw end;
  return { outcome: result, seen: { taken: taken(), authorize } };
}

/** The person comes when the device has asked once in vain. */
async function approveLate(userCode: string, taken: () => readonly Taken[], cast: Cast): Promise<void> {
  for (let waited = 0; waited < LONGEST_MILLISECONDS; waited += STEP_MILLISECONDS) {
    await setTimeout(STEP_MILLISECONDS);
    if (taken().some((one) => one.target.endsWith('/token') && one.body().includes('device_code='))) break;
  }
  await setTimeout(STEP_MILLISECONDS);
  await cast.approve(userCode);
}

/** What the person's browser brings back to the client. */
async function signIn(address: string, cast: Cast): Promise<Readonly<Record<string, string>>> {
  const person = new Person(cast.platform);
  return answerTo(await person.answer(await person.visit(address), cast.person, { consent: 'accept' }));
}
