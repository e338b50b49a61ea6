import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a program has to end by itself once it was told to. */
const PATIENCE_MILLISECONDS = 10_000;
const LAST_WORDS = 2_000;

/** What to run. */
export interface ChildProgramOptions {
  /** How messages call it. */
  readonly name: string;
  /** For Node: its own options, the file, the arguments. */
  readonly args: readonly string[];
  /** Where its output goes. */
  readonly logFile: string;
}

/** A program of ours in a process of its own, which ends with the benchmark at the latest. */
export class ChildProgram {
  /** When it was started, by `performance.now()`. */
  readonly startedAt: number;
  readonly #options: ChildProgramOptions;
  readonly #child: ChildProcess;
  readonly #killWithUs: () => void;

  /** Starts it. */
  constructor(options: ChildProgramOptions) {
    this.#options = options;
    const log = openSync(options.logFile, 'a');
    this.startedAt = performance.now();
    this.#child = spawn(process.execPath, options.args, { stdio: ['ignore', log, log], env: serverEnvironment() });
    closeSync(log);
    this.#killWithUs = () => this.#child.kill('SIGKILL');
    process.once('exit', this.#killWithUs);
  }

  /** @throws Error when it could not be started */
  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`${this.#options.name} could not be started.`);
    return this.#child.pid;
  }

  /**
   * Asks again and again, a few milliseconds apart, until there is an answer.
   * @param attempt answers undefined or rejects as long as the program is not ready
   * @throws Error when it ended, or was not ready in time, with what it last said
   */
  async waitFor<Answer>(attempt: () => Promise<Answer | undefined>, timeoutMilliseconds = 30_000): Promise<Answer> {
    const deadline = performance.now() + timeoutMilliseconds;
    let reason: unknown;
    while (performance.now() < deadline) {
      if (this.#hasEnded) throw this.#failure('ended early', reason);
      try {
        const answer = await attempt();
        if (answer !== undefined) return answer;
      } catch (error) {
        // Not ready yet is the usual case; the last reason is told when it never gets ready.
        reason = error;
      }
      await sleep(5);
    }
    throw this.#failure('was not ready in time', reason);
  }

  /** Ends it, politely at first. */
  async stop(): Promise<void> {
    process.off('exit', this.#killWithUs);
    if (this.#hasEnded) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MILLISECONDS);
    await ended;
    clearTimeout(impatience);
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  #failure(what: string, cause: unknown): Error {
    const words = readFileSync(this.#options.logFile, 'utf8').slice(-LAST_WORDS);
    return new Error(`${this.#options.name} ${what}. It last said:\n${words}`, { cause });
  }
}

/** The environment of every program here: as in production, and nothing that the shell set for another Entrada. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(ENTRADA_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' };
}
