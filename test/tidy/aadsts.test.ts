import { describe, expect, it } from 'vitest';
import { aadstsEntries, aadstsEntry, isAadstsCode } from '../../src/catalogue/index.ts';
import { type Finding, parse, readFiles, type SourceFile, walk } from './source-tree.ts';

/** Where each AADSTS number is named, comments left out. Asked of the rooms that may open the door of `oauth`, which refuses. */
function placesOfCodes(files: readonly SourceFile[]): ReadonlyMap<number, readonly Finding[]> {
  const found = new Map<number, Finding[]>();
  for (const file of files.map(parse))
    walk(file.body, (node) => {
      const code = node.type === 'NumericLiteral' ? Number(node.value) : Number.NaN;
      if (isAadstsCode(code)) found.set(code, [...(found.get(code) ?? []), file.at(node, `raises AADSTS${code}`)]);
    });
  return found;
}

describe('the table says truly which codes are raised here', () => {
  const places = placesOfCodes(readFiles(/^src\/(oauth|signin|http|platform)\/.*\.ts$/));

  it('a code is seen however it is raised', () => {
    const text = `// 50057\nthrow refusal(isGuest ? 500571 : 50034, {}); errorOf(\n  50126,\n); const e = { code: 500208 };`;
    const found = placesOfCodes([{ path: 'a.ts', text }]);
    expect([...found.keys()]).toEqual([500571, 50034, 50126, 500208]);
    expect(found.get(50126)).toEqual(['a.ts:3 raises AADSTS50126']);
  });

  it('what is raised is not said to be of Entra alone', () => {
    const wrong = [...places].filter(([code]) => isAadstsCode(code) && !aadstsEntry(code).isRaisedHere);
    const advice =
      'take entraOnly off its row in src/catalogue/aadsts/, and provoke it in test/oauth/endpoints/refusals/';
    expect(wrong.flatMap(([, found]) => found).map((place) => `${place}: ${advice}`)).toEqual([]);
  });

  it('what is said to be raised is raised', () => {
    const idle = aadstsEntries().filter(({ code, isRaisedHere }) => isRaisedHere && !places.has(code));
    const advice = 'is raised nowhere in src: give its row in src/catalogue/aadsts/ the member entraOnly: true';
    expect(idle.map(({ code }) => `AADSTS${code} ${advice}`)).toEqual([]);
  });
});
