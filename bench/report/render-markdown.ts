import { type Measurement, renderAim, renderQuantity, type Section, verdict } from './measurement.ts';
import type { Report } from './report.ts';
import { shortfalls } from './shortfalls.ts';

const introduction = `# Speed and size

Written by \`npm run bench\`, which measures again and replaces this page. Servers, peers and load generator share the machine;
what is compared is measured in turns, and ratios are medians over rounds. What each number means is in
[the description of the benchmarks](../README.md).
`;

/** @returns the record of a run as a page */
export function renderMarkdown(report: Report): string {
  const { machine, measuredAt, seconds, sections } = report;
  const facts = [
    `${machine.cores} cores of ${machine.processor}, ${machine.memoryGigabytes} GB`,
    machine.system,
    `Node ${machine.node}, OpenSSL ${machine.openssl}`,
    `load average ${machine.loadBefore.toFixed(1)} in the minute before`,
    `measured on ${measuredAt.slice(0, 10)} in ${seconds} s`,
  ];
  const missed = sections.flatMap(({ measurements }) => measurements).filter((one) => verdict(one) === 'missed');
  return [
    introduction,
    ...facts.map((fact) => `- ${fact}`),
    '',
    ...sections.map(table),
    ...(missed.length === 0 ? [] : ['## Where it falls short', '', ...missed.map(shortfall)]),
  ].join('\n');
}

function table({ title, measurements }: Section): string {
  const rows = measurements.map((measurement) => {
    const { what, value, unit, aim, detail = '' } = measurement;
    const wanted = aim === undefined ? '' : `${renderAim(aim, unit)}: **${verdict(measurement)}**`;
    return `| ${[what, renderQuantity(value, unit), wanted, detail].join(' | ')} |`;
  });
  return [`## ${title}`, '', '| | | Aim | |', '|---|---:|---|---|', ...rows, ''].join('\n');
}

function shortfall({ id, what, value, unit, aim }: Measurement): string {
  const wanted = aim === undefined ? '' : `, aim ${renderAim(aim, unit)}`;
  return `**${what}: ${renderQuantity(value, unit)}${wanted}.** ${shortfalls[id] ?? 'Not explained yet.'}\n`;
}
