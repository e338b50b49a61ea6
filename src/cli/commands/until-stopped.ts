const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Waits for the signal to stop. A second one ends the process at once, for whoever does not want to wait any longer.
 * @returns the signal that came
 */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.once(signal, () => {
        // What the system does by itself from now on is to end the process.
        for (const each of SIGNALS) process.removeAllListeners(each);
        resolve(signal);
      });
    }
  });
}
