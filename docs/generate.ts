import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderAadstsReference } from '../src/catalogue/index.ts';
import { renderConfigReference } from '../src/platform/config/render-config-reference.ts';
import { renderThreats } from './render-threats.ts';

/** A page that is made from the code it describes. */
export interface GeneratedPage {
  /** Where it is kept, relative to this folder. */
  readonly path: string;
  readonly render: () => string;
}

/** Every generated page. A test compares each with what is committed. */
export const generatedPages: readonly GeneratedPage[] = [
  { path: 'reference/configuration.md', render: renderConfigReference },
  { path: 'reference/threats.md', render: renderThreats },
  { path: 'reference/errors.md', render: renderAadstsReference },
];

if (import.meta.main) {
  for (const { path, render } of generatedPages) {
    const file = fileURLToPath(new URL(path, import.meta.url));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, render());
  }
}
