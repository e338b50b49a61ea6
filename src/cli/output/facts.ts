import type { Terminal } from './terminal.ts';

/** Something told: a label and what it stands for, one or several lines; undefined leaves it out. */
export type Fact = readonly [label: string, ...values: (string | undefined)[]];

/** Writes facts one below the other, their values in one column. An empty list of values makes a gap. */
export function writeFacts({ line, paint }: Terminal, facts: readonly Fact[]): void {
  const told = facts
    .map(([label, ...values]) => ({ label, values: values.filter((value) => value !== undefined) }))
    .filter(({ label, values }) => label === '' || values.length > 0);
  const width = Math.max(...told.map(({ label }) => label.length));
  for (const { label, values } of told) {
    if (label === '') line();
    for (const [index, value] of values.entries()) {
      line(`  ${paint.dim((index === 0 ? label : '').padEnd(width))}  ${value}`);
    }
  }
}
