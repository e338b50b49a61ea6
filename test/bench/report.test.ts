import { describe, expect, it } from 'vitest';
import { atLeast, atMost, type Measurement, renderQuantity, verdict } from '../../bench/report/measurement.ts';
import { renderMarkdown } from '../../bench/report/render-markdown.ts';
import { renderText } from '../../bench/report/render-text.ts';

const ratio = (value: number, aim?: Measurement['aim']): Measurement => ({
  id: 'token-cpu-ratio',
  what: 'CPU of a token',
  value,
  unit: 'ratio',
  ...(aim === undefined ? {} : { aim }),
});

describe('an aim', () => {
  it.each([
    [1.6, atMost(1.6), 'met'],
    [1.61, atMost(1.6), 'missed'],
    [2, atLeast(2), 'met'],
    [1.99, atLeast(2), 'missed'],
    [Number.NaN, atMost(1.6), 'missed'],
    [Number.NaN, atLeast(2), 'missed'],
  ] as const)('%d against %j is %s', (value, aim, expected) => {
    expect(verdict(ratio(value, aim))).toBe(expected);
  });

  it('that nobody set is neither met nor missed', () => {
    expect(verdict(ratio(1))).toBe('');
  });
});

describe('a quantity', () => {
  it.each([
    [1.604, 'ratio', '1.60×'],
    [412.4, 'µs', '412 µs'],
    [0.812, 'ms', '0.81 ms'],
    [912.3, 'ms', '912 ms'],
    [2_431.2, 'tokens/s', '2,431 tokens/s'],
  ] as const)('%d %s reads %s', (value, unit, expected) => {
    expect(renderQuantity(value, unit)).toBe(expected);
  });
});

describe('the report', () => {
  const section = { title: 'Tokens', measurements: [ratio(1.2, atMost(1.6)), ratio(1.8, atMost(1.6))] };

  it('says of each aim what became of it', () => {
    expect(renderText(section)).toMatch(
      /1\.20× {2}aim: at most 1\.60× {2}met\n.*1\.80× {2}aim: at most 1\.60× {2}missed/,
    );
  });

  it('lists below the tables what was missed, and only that', () => {
    const machine = {
      processor: 'p',
      cores: 2,
      memoryGigabytes: 8,
      system: 's',
      node: 'n',
      openssl: 'o',
      loadBefore: 0.1,
    };
    const page = renderMarkdown({ measuredAt: '2026-01-02T00:00:00Z', seconds: 9, machine, sections: [section] });
    const [, shortfalls = ''] = page.split('## Where it falls short');
    expect(shortfalls).toContain('1.80×, aim at most 1.60×');
    expect(shortfalls).not.toContain('1.20×');
  });
});
