import { expect, it } from 'vitest';
import { drawPassword } from '../../src/testing/draw-password.ts';

const UNLUCKY = 'Tavok-Zibem-Nurod-Hasif-48';
const OTHER = 'Tavok-Zobem-Nurod-Hasif-48';

function drawing(...passwords: string[]): () => string {
  return () => passwords.shift() ?? 'nothing is left';
}

it('a password with the name of its user in it is drawn again (Entra password policies)', () => {
  expect(drawPassword(drawing(UNLUCKY, UNLUCKY, OTHER), 'zib@entrada.test')).toBe(OTHER);
});

it('the first is taken where the name is not in it, or is too short to matter', () => {
  expect(drawPassword(drawing(UNLUCKY, OTHER), 'bob@entrada.test')).toBe(UNLUCKY);
  expect(drawPassword(drawing(UNLUCKY, OTHER), 'zi@entrada.test')).toBe(UNLUCKY);
});
