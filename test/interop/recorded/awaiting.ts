/** Recordings of what the platform cannot do yet, by what is missing. Nothing else may be left out of the tests. */
export const awaiting: Readonly<Record<string, readonly string[]>> = {
  resourceManager: ['az-cli/subscriptions'],
};
