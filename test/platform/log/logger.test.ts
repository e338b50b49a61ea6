import { describe, expect, it } from 'vitest';
import { Fault, InvariantError, Redacted } from '../../../src/kernel/index.ts';
import { createHttpLog } from '../../../src/platform/log/http-log.ts';
import { createLogger, type LoggerOptions } from '../../../src/platform/log/logger.ts';

function logging(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const sink = { write: (line: string) => void lines.push(line) };
  return { lines, logger: createLogger({ level: 'trace', format: 'json', sink, ...options }) };
}

const facts = {
  method: 'POST',
  route: '/:tenant/oauth2/v2.0/token',
  correlationId: '0b6f2a3c-1111-4222-8333-444455556666',
  requestId: '1b6f2a3c-1111-4222-8333-444455556666',
  tenant: 'contoso.example',
};

describe('the log', () => {
  it('has one line a request: what was asked for, by its route, and what came of it', () => {
    const { lines, logger } = logging();
    createHttpLog(logger).request(facts, { status: 200, durationMilliseconds: 12.345 });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      msg: 'POST /:tenant/oauth2/v2.0/token',
      status: 200,
      durationMs: 12.3,
      tenant: 'contoso.example',
      correlationId: facts.correlationId,
    });
  });

  it('is as talkative as its level says', () => {
    const { lines, logger } = logging({ level: 'warn' });
    const log = createHttpLog(logger);
    log.request(facts, { status: 200, durationMilliseconds: 1 });
    log.badConnection('HPE_INVALID_METHOD');
    expect(lines).toEqual([]);
    log.failure(facts, new Error('x'));
    expect(lines).toHaveLength(1);
  });

  it('is one line for people too, and stays one whatever a value holds', () => {
    const { lines, logger } = logging({ format: 'text' });
    logger.info({ name: 'two\nlines', count: 3 }, 'something happened');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}something happened name="two\\nlines" count=3\n$/);
  });

  it('tells an error with its causes and where it came from', () => {
    const { lines, logger } = logging();
    const cause = new Fault('Busy', 'The database is busy.', { detail: 'SQLITE_BUSY' });
    logger.error({ err: new InvariantError('what must hold does not', { cause }) }, 'failed');
    const { err } = JSON.parse(lines[0] ?? '') as { err: Record<string, unknown> };
    expect(err).toMatchObject({
      name: 'InvariantError',
      message: 'what must hold does not',
      at: expect.arrayContaining([expect.stringContaining('logger.test.ts')]),
      cause: { name: 'Fault', errorCode: 'Busy', message: 'The database is busy.', detail: 'SQLITE_BUSY' },
    });
  });

  it('tells an error for people with its stack below', () => {
    const { lines, logger } = logging({ format: 'text' });
    logger.error({ err: new InvariantError('what must hold does not') }, 'failed');
    expect(lines[0]).toMatch(/ERROR failed\n {2}InvariantError: "what must hold does not"\n {4}at .*logger\.test\.ts/);
  });

  it('does not repeat the input that a parser quotes in its message', () => {
    const { lines, logger } = logging();
    try {
      JSON.parse('canary-in-json');
    } catch (error) {
      logger.error({ err: error }, 'failed');
    }
    expect(lines[0]).toContain('SyntaxError');
    expect(lines[0]).not.toContain('canary');
  });

  it('leaves out the further members of an error, where drivers keep what they worked on', () => {
    const { lines, logger } = logging();
    logger.error({ err: Object.assign(new Error('x'), { parameters: ['canary'], rawPacket: 'canary' }) }, 'failed');
    expect(lines[0]).not.toContain('canary');
  });

  it.each(['password', 'secret', 'token', 'authorization', 'cookie', 'body'])(
    'writes no member called %s, should somebody hand one in',
    (name) => {
      const { lines, logger } = logging();
      logger.info({ [name]: 'canary', inside: { [name]: 'canary' } }, 'x');
      expect(lines[0]).not.toContain('canary');
    },
  );

  it('shows a redacted value as such', () => {
    const { lines, logger } = logging();
    logger.info({ value: new Redacted('canary') }, 'x');
    expect(lines[0]).toContain('[redacted]');
    expect(lines[0]).not.toContain('canary');
  });
});
