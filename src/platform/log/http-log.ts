import type { Logger } from 'pino';
import type { HttpLog } from '../../http/index.ts';

/** Writes what is told of requests: one line each, at `info`; refusals of bytes that are no HTTP at `debug`. */
export function createHttpLog(logger: Logger): HttpLog {
  return {
    request(facts, { status, durationMilliseconds }) {
      if (!logger.isLevelEnabled('info')) return;
      const { method, route, ...rest } = facts;
      const durationMs = Math.round(durationMilliseconds * 10) / 10;
      logger.info({ status, durationMs, ...rest }, `${method} ${route}`);
    },
    failure(facts, error) {
      logger.error({ ...facts, err: error }, 'a request failed');
    },
    badConnection(code) {
      logger.debug({ reason: code }, 'a connection failed');
    },
  };
}
