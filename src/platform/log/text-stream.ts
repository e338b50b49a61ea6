import type { LogSink } from './log-sink.ts';

type Line = Readonly<Record<string, unknown>>;

/**
 * Turns lines of JSON into lines for people: the time of day, the level, the message, then everything else as `name=value`,
 * and the stack of an error below.
 */
export function textStream(sink: LogSink): LogSink {
  return { write: (line) => sink.write(renderText(JSON.parse(line) as Line)) };
}

function renderText({ time, level, msg, err, ...rest }: Line): string {
  const clock = String(time).slice(11, 23);
  const members = Object.entries(rest).map(([name, value]) => `${name}=${renderValue(value)}`);
  const head = [clock, String(level).toUpperCase().padEnd(5), String(msg ?? ''), ...members].join(' ').trimEnd();
  return `${[head, ...renderError(err as Line | undefined)].join('\n')}\n`;
}

/** A value stays on its line, whatever it holds. */
function renderValue(value: unknown): string {
  return typeof value === 'string' && /^[\w.:/*@{}+-]+$/.test(value) ? value : JSON.stringify(value);
}

function renderError(error: Line | undefined): string[] {
  if (error === undefined) return [];
  const { name, message, errorCode, detail, at, cause } = error;
  const head = `  ${name}${errorCode === undefined ? '' : ` (${errorCode})`}: ${JSON.stringify(message)}`;
  const frames = Array.isArray(at) ? at.map((frame) => `    ${frame}`) : [];
  const more = detail === undefined ? [] : [`    ${JSON.stringify(detail)}`];
  return [head, ...more, ...frames, ...renderError(cause as Line | undefined)];
}
