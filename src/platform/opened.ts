/** What was opened, and the way to close it. */
export interface Opened<Result> {
  readonly result: Result;
  /** Closes in reverse order. Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens one thing after another.
 * @param open gives each thing it opens to `opened`; when it fails, what had been opened is closed in reverse order
 */
export async function openAll<Result>(
  open: (opened: AsyncDisposableStack) => Promise<Result>,
): Promise<Opened<Result>> {
  const opened = new AsyncDisposableStack();
  const result = await open(opened).catch(async (error: unknown) => {
    await opened.disposeAsync();
    throw error;
  });
  let closed: Promise<void> | undefined;
  return {
    result,
    close() {
      closed ??= opened.disposeAsync();
      return closed;
    },
  };
}
