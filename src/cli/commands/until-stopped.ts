const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** One press of Ctrl+C reaches a program more than once: from the terminal, and again from whatever started it. */
const SAME_PRESS_MILLISECONDS = 1000;

/**
 * Waits for the signal to stop. A further one, later than a second, ends the process at once, for whoever does not want to
 * wait any longer.
 * @returns the signal that came
 */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      resolve(signal);
      // What the system does by itself, without a listener, is to end the process.
      setTimeout(() => {
        for (const each of SIGNALS) process.off(each, stop);
      }, SAME_PRESS_MILLISECONDS).unref();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}
