/** What is used of a `.cpuprofile`. Times are in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A function by the time spent in itself, not in what it calls. */
export interface HotFunction {
  readonly name: string;
  /** Address of its file; empty for what is built into the engine. */
  readonly where: string;
  readonly microseconds: number;
}

/** @returns the functions in which most time was spent, wherever they were called from */
export function hottest({ nodes, samples, timeDeltas }: CpuProfile, top: number): HotFunction[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const found = new Map<string, HotFunction>();
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === '(idle)') continue;
    const { functionName, url, lineNumber } = frame;
    const key = `${functionName} ${url}:${lineNumber}`;
    const name = functionName === '' ? `(anonymous, line ${lineNumber + 1})` : functionName;
    const before = found.get(key)?.microseconds ?? 0;
    found.set(key, { name, where: url, microseconds: before + (timeDeltas[index] ?? 0) });
  }
  return [...found.values()].sort((a, b) => b.microseconds - a.microseconds).slice(0, top);
}
