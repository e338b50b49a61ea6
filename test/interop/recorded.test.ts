import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaiting } from './recorded/awaiting.ts';
import { openRecordedStage, type RecordedStage } from './recorded/cast.ts';
import { expectContent } from './recorded/expect-content.ts';
import { fixtures } from './recorded/fixture.ts';
import { replay } from './recorded/replay.ts';

let stage: RecordedStage;
beforeAll(async () => {
  stage = await openRecordedStage();
});
afterAll(() => stage?.stop());

const waiting = Object.values(awaiting).flat();
const played = [...fixtures.values()].filter(({ name }) => !waiting.includes(name));

describe('recordings', () => {
  it('are all played, but for those that wait by name for what the platform lacks', () => {
    expect(waiting.filter((name) => !fixtures.has(name))).toEqual([]);
    expect(new Set(waiting).size).toBe(waiting.length);
    expect(played.length + waiting.length).toBe(fixtures.size);
    expect(played).not.toEqual([]);
  });

  it('hold nothing of the machine or the tenant they were made with', () => {
    const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
    const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
    for (const { name, requests } of fixtures.values()) {
      const text = JSON.stringify(requests);
      expect(text.match(guid)?.filter((id) => id !== azureCli) ?? [], name).toEqual([]);
      expect(text, name).not.toMatch(/localhost:\d|eyJ[A-Za-z0-9_-]{8}/);
    }
  });
});

describe('a client whose requests were recorded is content with every answer', () => {
  it.each(played.map((fixture) => [fixture.name, fixture] as const))('%s', async (_, fixture) => {
    expectContent(fixture, await replay(fixture, stage.cast));
  });
});
