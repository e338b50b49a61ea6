import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedPages } from '../../docs/generate.ts';

test.each(generatedPages)(
  '$path says what the code says (node docs/generate.ts brings it up to date)',
  ({ path, render }) => {
    expect(readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8')).toBe(render());
  },
);
