import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { answerTo, Person } from '../person.ts';
import type { Cast } from '../recorded/replay.ts';
import type { Program } from './program.ts';

/** How a flow ended, as the client saw it. */
export interface Outcome {
  readonly access_token?: string;
  readonly error?: string;
  readonly error_description?: string;
}

/** What the program writes, one a line. */
interface Line {
  readonly authorizeUrl?: string;
  readonly deviceCode?: { readonly user_code: string };
  readonly result?: Outcome;
}

const LONGEST_MILLISECONDS = 90_000;

/**
 * Lets a client go through one flow, and plays the person where it waits for one.
 * @param settings what the program is told on its standard input
 * @throws Error when the program ends without a result
 */
export async function runFlow(
  program: Program,
  settings: { readonly caFile: string; readonly told: object },
  cast: Cast,
) {
  const child = spawn(program.command, program.arguments, {
    env: { ...process.env, SSL_CERT_FILE: settings.caFile, REQUESTS_CA_BUNDLE: settings.caFile },
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
  const tell = (line: unknown) => child.stdin.write(`${JSON.stringify(line)}\n`);
  tell(settings.told);
  let result: Outcome | undefined;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as Line;
    if (line.authorizeUrl !== undefined) tell(await signIn(line.authorizeUrl, cast));
    if (line.deviceCode !== undefined) await cast.approve(line.deviceCode.user_code);
    result = line.result ?? result;
  }
  const end = await ended;
  if (result === undefined) throw end;
  return result;
}

/** What the person's browser brings back to the client. */
async function signIn(address: string, cast: Cast): Promise<Readonly<Record<string, string>>> {
  const person = new Person(cast.platform);
  return answerTo(await person.answer(await person.visit(address), cast.person, { consent: 'accept' }));
}
