import type { Shown, Threat } from '../test/attacks/threats/threat.ts';
import { threatFamilies } from '../test/attacks/threats.ts';

const HEAD = `# Threats

Generated from \`test/attacks/threats.ts\`: do not edit. Each attack is carried out by a test, over HTTP where it can be, against a
platform that runs as it does for you. What is not defended is in [SECURITY.md](../../SECURITY.md).
`;

/** The reference page of the threats: what they are, where they are described, how each is met, and by which tests that is shown. */
export function renderThreats(): string {
  const sections = threatFamilies.map(
    ({ title, threats }) =>
      `## ${title}\n\n| Threat | Source | How it is met | Shown by |\n|---|---|---|---|\n${threats.map(row).join('\n')}\n`,
  );
  return [HEAD, ...sections].join('\n');
}

function row({ id, name, source, met, shown }: Threat): string {
  return `| **${id}**: ${cell(name)} | ${cell(source)} | ${cell(met)} | ${[...new Set(shown.map(link))].join(', ')} |`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const link = ({ file }: Shown): string => `[${file}](../../test/${file}.test.ts)`;
