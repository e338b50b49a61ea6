import { describe, expect, test } from 'vitest';
import { instantOf, parseFilter } from '../../../src/graph/odata/index.ts';

const instant = (text: string) => {
  const filter = parseFilter(`a ge ${text}`);
  if (filter.kind !== 'comparison') throw new Error('not a comparison');
  const { value } = filter;
  if (value.kind !== 'date' && value.kind !== 'dateTimeOffset') throw new Error(`${text} was read as ${value.kind}`);
  return instantOf(value);
};

describe('the instant of a date literal', () => {
  test.each([
    ['2026-01-31T08:00:00Z', Date.UTC(2026, 0, 31, 8)],
    ['2026-01-31T08:00Z', Date.UTC(2026, 0, 31, 8)],
    ['2026-01-31t08:00:00z', Date.UTC(2026, 0, 31, 8)],
    ['2026-01-31T08:00:00.5Z', Date.UTC(2026, 0, 31, 8, 0, 0, 500)],
    ['2026-01-31T08:00:00.1239999Z', Date.UTC(2026, 0, 31, 8, 0, 0, 123)],
    ['2026-01-31T08:00:00+02:00', Date.UTC(2026, 0, 31, 6)],
    ['2026-01-31T08:00:00-05:30', Date.UTC(2026, 0, 31, 13, 30)],
    ['2026-01-31', Date.UTC(2026, 0, 31)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2000-02-29', Date.UTC(2000, 1, 29)],
    ['1969-12-31T23:59:59Z', -1_000],
    ['0001-01-01T00:00:00Z', -62_135_596_800_000],
  ])('%s', (text, milliseconds) => {
    expect(instant(text)).toBe(milliseconds);
  });

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:00+15:00',
  ])('%s is no date', (text) => {
    expect(() => instant(text)).toThrow(/is no number, GUID or date/);
  });
});

test.each([
  ['1', 1],
  ['-1', -1],
  ['-0', 0],
  ['1.5', 1.5],
  ['1e3', 1_000],
  ['1E+3', 1_000],
  ['2e-2', 0.02],
])('the number %s', (text, value) => {
  expect(parseFilter(`a eq ${text}`)).toMatchObject({ value: { kind: 'number', value } });
});
