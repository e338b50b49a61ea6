import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machineFacts } from './report/machine-facts.ts';
import type { Section } from './report/measurement.ts';
import { renderMarkdown } from './report/render-markdown.ts';
import { renderText } from './report/render-text.ts';
import type { Report } from './report/report.ts';
import { measureGrants } from './suites/grants.ts';
import { measureGraphReads } from './suites/graph-reads.ts';
import { measureMemory } from './suites/memory.ts';
import { measurePasswordFlood } from './suites/password-flood.ts';
import { measureStart } from './suites/start.ts';
import { runSuite, type Suite } from './suites/suite.ts';
import { measureTokens } from './suites/tokens.ts';

// Speed and size, in one go: starts all it needs, prints what it found, ends. A complete run is kept in `results/`.

const suites: Readonly<Record<string, Suite>> = {
  tokens: measureTokens,
  grants: measureGrants,
  flood: measurePasswordFlood,
  graph: measureGraphReads,
  start: measureStart,
  memory: measureMemory,
};

const usage = `npm run bench -- [options]
  --only NAME   a part alone (${Object.keys(suites).join(', ')}); may be repeated
  --quick       a tenth of the work: shows that everything runs; its numbers say little
  --json FILE   write the report as JSON to FILE as well
  --no-record   do not replace bench/results; a run that is not complete never does
`;

/** A run takes under four minutes; one that takes longer than this hangs. */
const LONGEST_MILLISECONDS = 10 * 60_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    record: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
const names = values.only ?? Object.keys(suites);
const unknown = names.filter((name) => !Object.hasOwn(suites, name));
if (values.help || unknown.length > 0) {
  console.log(unknown.length > 0 ? `There is no part ${unknown.join(', ')}.\n\n${usage}` : usage);
  process.exit(unknown.length > 0 ? 2 : 0);
}

// Programs that were started end with this process, however it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
setTimeout(() => {
  console.error('The benchmark hangs and was stopped.');
  process.exit(1);
}, LONGEST_MILLISECONDS).unref();

const machine = machineFacts();
const startedAt = performance.now();
const measuredAt = new Date().toISOString();
const effort = { quick: values.quick, progress: (message: string) => process.stderr.write(`… ${message}\n`) };
const sections: Section[] = [];
for (const [name, suite] of Object.entries(suites)) {
  if (!names.includes(name)) continue;
  const section = await runSuite(suite, effort);
  sections.push(section);
  console.log(`\n${renderText(section)}`);
}

const seconds = Math.round((performance.now() - startedAt) / 1000);
const report: Report = { measuredAt, seconds, machine, sections };
const json = `${JSON.stringify(report, null, 2)}\n`;
if (values.json !== undefined) await writeFile(values.json, json);
if (values.record && !values.quick && values.only === undefined) {
  const result = (name: string): string => fileURLToPath(new URL(`results/${name}`, import.meta.url));
  await writeFile(result('latest.json'), json);
  await writeFile(result('README.md'), renderMarkdown(report));
}
console.log(
  `${seconds} s on ${report.machine.cores} cores of ${report.machine.processor}, Node ${report.machine.node}`,
);
