import { loadProcessConfig, standardOutput, startServer } from '../../platform/index.ts';
import type { CliContext } from '../cli-context.ts';
import type { ConfigFlagValues } from '../config-flags.ts';
import { writeStartSummary } from '../output/start-summary.ts';
import { version } from '../version.ts';
import { untilStopped } from './until-stopped.ts';

/** Serves until a signal comes, then lets requests under way end. */
export async function runStart(this: CliContext, flags: ConfigFlagValues): Promise<void> {
  const config = await loadProcessConfig(flags);
  const stopped = untilStopped();
  const server = await startServer(config, standardOutput());
  // Where lines are read by programs, the log itself says that the server is ready.
  if (config.logFormat === 'text') writeStartSummary(this.terminal, server, version, process.cwd());
  await stopped;
  await server.close();
}
