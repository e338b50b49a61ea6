import { expect, test } from 'vitest';
import { configFlags } from '../../../src/platform/config/config-flags.ts';
import { variableOf } from '../../../src/platform/config/option.ts';
import { configOptions } from '../../../src/platform/config/options.ts';
import { renderConfigReference } from '../../../src/platform/config/render-config-reference.ts';

test('the reference has every option with its places, what it takes and its default', () => {
  const reference = renderConfigReference();
  for (const [name, { summary, accepts }] of Object.entries(configOptions)) {
    const section = reference.split(`\n## ${name}\n`)[1]?.split('\n## ')[0];
    expect(section, name).toContain(summary);
    expect(section, name).toContain(`- Takes: ${accepts}\n`);
    expect(section, name).toContain(`environment \`${variableOf(name)}\``);
    expect(section, name).toMatch(/\n- Default: .+\n/);
  }
});

test('the reference offers a secret by the environment alone', () => {
  expect(renderConfigReference()).toContain('- Given by: environment `ENTRADA_MASTER_KEY`\n');
});

test('the command line is offered every flag and no secret', () => {
  const names = configFlags().map(({ name }) => name);
  expect(names).toContain('port');
  expect(names).not.toContain('master-key');
  expect(names).toHaveLength(Object.keys(configOptions).length - 1);
});
