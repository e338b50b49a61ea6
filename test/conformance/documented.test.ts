import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Plan, plans } from './plans.ts';
import { modules } from './run-plan.ts';

const page = readFileSync(new URL('../../docs/reference/openid-conformance.md', import.meta.url), 'utf8');
const run = new Set(Object.values<Plan>(plans).flatMap(({ runs }) => runs.flatMap(({ modules: names }) => names)));

describe('the conformance page', () => {
  it.each(Object.values<Plan>(plans).map(({ name }) => name))('names the plan %s', (name) => {
    expect(page).toContain(`\`${name}\``);
  });

  it('has a row for every module, and for none that is not run', () => {
    const rows = [...page.matchAll(/^\| `(oidcc-[a-z0-9-]+)` \|/gm)].map(([, name = '']) => name);
    expect(rows.filter((name) => !name.endsWith('-plan')).sort()).toEqual([...run].sort());
  });

  it('is about modules that exist, and each of them is in a plan', () => {
    expect(Object.keys(modules).sort()).toEqual([...run].sort());
  });
});
