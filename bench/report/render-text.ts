import { type Measurement, renderAim, renderQuantity, type Section, verdict } from './measurement.ts';

/** @returns a section for the terminal */
export function renderText({ title, measurements }: Section): string {
  const rows = measurements.map(cells);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => {
    const [what = '', value = '', aim = '', judged = ''] = row.map((cell, column) =>
      column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    return `  ${[what, value, aim, judged, row[4] ?? ''].join('  ')}`.trimEnd();
  });
  return `${title}\n${lines.join('\n')}\n`;
}

function cells(measurement: Measurement): string[] {
  const { what, value, unit, aim, detail = '' } = measurement;
  const wanted = aim === undefined ? '' : `aim: ${renderAim(aim, unit)}`;
  return [what, renderQuantity(value, unit), wanted, verdict(measurement), detail];
}
