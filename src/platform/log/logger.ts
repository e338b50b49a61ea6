import { type Logger, pino } from 'pino';
import type { Config } from '../config/config.ts';
import { describeError } from './describe-error.ts';
import type { LogSink } from './log-sink.ts';
import { textStream } from './text-stream.ts';

/** What a logger is made for. */
export interface LoggerOptions {
  readonly level: Config['logLevel'];
  readonly format: Config['logFormat'];
  readonly sink: LogSink;
}

/** Members that are never written, should somebody hand them in by mistake. Whoever logs names what is logged one by one. */
const never = ['password', 'secret', 'token', 'code', 'authorization', 'cookie', 'body', 'query', 'headers'];

/** Makes the logger of a process. */
export function createLogger({ level, format, sink }: LoggerOptions): Logger {
  const destination = format === 'text' ? textStream(sink) : sink;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
      redact: { paths: never.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    destination,
  );
}
