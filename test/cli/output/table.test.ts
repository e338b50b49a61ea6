import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutTable } from '../../../src/cli/output/table.ts';

const plain = (text: string): string => text;
const columns = [{ title: 'Name', mayShrink: true }, { title: 'Id' }, { title: 'Note', mayShrink: true }];
const id = '00000000-0000-4000-8000-000000000001';

describe('a table', () => {
  it('lays its cells in columns, titles in capitals, no blanks at the ends', () => {
    const lines = layOutTable(
      columns,
      [
        ['a', '1', 'x'],
        ['longer', '2', ''],
      ],
      { width: undefined, title: plain },
    );
    expect(lines).toEqual(['NAME    ID  NOTE', 'a       1   x', 'longer  2']);
  });

  it('cuts the widest where the terminal is narrow, never an id', () => {
    const [, row] = layOutTable(columns, [['n'.repeat(60), id, 'note']], { width: 80, title: plain });
    expect(row).toHaveLength(80);
    expect(row).toContain(` ${id} `);
    expect(row).toContain('n…');
  });

  it('cuts nothing where lines may be of any length, so that programs read all', () => {
    const [, row] = layOutTable(columns, [['n'.repeat(200), id, '']], { width: undefined, title: plain });
    expect(row).toContain('n'.repeat(200));
  });

  it('keeps columns in line whatever is painted', () => {
    const paint = (text: string): string => `<${text}>`;
    const lines = layOutTable(columns, [[{ text: 'a', paint }, 'b', 'c']], { width: undefined, title: plain });
    expect(lines[1]).toBe('<a>     b   c');
  });

  it('never exceeds 80 columns while what must not shrink leaves room', () => {
    const text = fc.string({ maxLength: 90 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (rows) => {
        const cells = rows.map(([name, note]) => [name, id, note]);
        for (const line of layOutTable(columns, cells, { width: 80, title: plain })) {
          expect([...line].length).toBeLessThanOrEqual(80);
        }
        expect(rows.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('lets no name of a tenant move the cursor or colour the screen', () => {
    const [, row] = layOutTable(columns, [['\u001b[31mred\u001b[0m\r\n\u202e', id, '']], { width: 80, title: plain });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(row).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(row).toContain('red');
  });
});
