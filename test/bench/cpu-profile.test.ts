import { expect, it } from 'vitest';
import { hottest } from '../../bench/report/cpu-profile.ts';

it('a profile is summed up by function, without what was no work', () => {
  const node = (id: number, functionName: string) => ({
    id,
    callFrame: { functionName, url: 'file:///a.ts', lineNumber: 9 },
  });
  const profile = {
    nodes: [node(1, '(idle)'), node(2, 'sign'), node(3, ''), node(4, 'sign')],
    samples: [1, 2, 3, 4, 2],
    timeDeltas: [1000, 5, 7, 5, 5],
  };
  expect(hottest(profile, 2)).toEqual([
    { name: 'sign', where: 'file:///a.ts', microseconds: 15 },
    { name: '(anonymous, line 10)', where: 'file:///a.ts', microseconds: 7 },
  ]);
});
