import { isAllowed, type OptionDescription, variableOf } from './option.ts';
import { configOptions } from './options.ts';

const introduction = `# Configuration

<!-- Made from src/platform/config/options.ts by "node docs/generate.ts". Change it there. -->

Each setting can be given by a flag, an environment variable or a line of \`entrada.yaml\`. A flag wins over the
environment, the environment over the file, the file over the default. An unknown name is refused, and so is a wrong value
in any of the places, even where another place overrides it. An empty value counts as not given. Relative paths start from
the working folder; in \`entrada.yaml\` from the folder of that file.

\`\`\`yaml
# entrada.yaml
port: 9443
tenant-domain: example.com
trust-proxy:
  - 10.0.0.0/8
  - loopback
\`\`\`

A server passes over the variables that \`quickstart.env\` sets for clients, so it can be started from a shell that sourced it.
`;

/** @returns the configuration reference as Markdown, made from the options */
export function renderConfigReference(): string {
  const overview = ['| Setting | Default |', '|---|---|'];
  const sections: string[] = [];
  for (const [name, declared] of Object.entries<OptionDescription>(configOptions)) {
    overview.push(`| [\`${name}\`](#${name}) | ${fallbackOf(declared)} |`);
    sections.push(renderOption(name, declared));
  }
  return [introduction, `${overview.join('\n')}\n`, ...sections].join('\n');
}

function renderOption(name: string, declared: OptionDescription): string {
  const places = [
    isAllowed(declared, 'flag') && `flag \`--${name}\``,
    isAllowed(declared, 'environment') && `environment \`${variableOf(name)}\``,
    isAllowed(declared, 'file') && `file \`${name}\``,
  ].filter((place) => place !== false);
  const lines = [
    `- Given by: ${places.join(', ')}`,
    `- Takes: ${declared.accepts}`,
    `- Default: ${fallbackOf(declared)}`,
  ];
  return `## ${name}\n\n${declared.summary}\n\n${lines.join('\n')}\n`;
}

function fallbackOf(declared: OptionDescription): string {
  return declared.fallback === undefined ? (declared.fallbackNote ?? 'none') : `\`${declared.fallback}\``;
}
