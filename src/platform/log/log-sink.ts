import { pino } from 'pino';

/** Where finished lines go, each with its line break. */
export interface LogSink {
  write(line: string): void;
}

/** A sink that keeps lines for a moment, so that requests do not wait for a terminal. */
export interface BufferedSink extends LogSink {
  /** Waits until every line is out. */
  flush(): Promise<void>;
}

/** Standard output. A reader that went away (`entrada start | head`) is no reason to stop serving. */
export function standardOutput(): BufferedSink {
  const destination = pino.destination({ fd: 1, sync: false });
  let isBroken = false;
  destination.on('error', () => {
    isBroken = true;
  });
  return {
    write(line) {
      if (!isBroken) destination.write(line);
    },
    flush: () =>
      new Promise((resolve) => {
        if (isBroken) resolve();
        else destination.flush(() => resolve());
      }),
  };
}
