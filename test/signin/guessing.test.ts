import { afterAll, beforeAll, expect, it } from 'vitest';
import { formAround, has, Person } from '../interop/person.ts';
import { openStage, type Stage } from '../interop/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

it('passwords sent all at once count as those sent one after the other: behind ten wrong ones the right one opens nothing (AADSTS50053)', async () => {
  const { userPrincipalName, password } = await stage.platform.createUser({
    userPrincipalName: `guessed@${stage.platform.tenant.domain}`,
  });
  const person = new Person(stage.platform);
  const first = await person.visit(stage.authorizeUrl());
  const page = await person.press(first, 'idSIButton9', { loginfmt: userPrincipalName });
  expect(has(page, 'i0118')).toBe(true);
  const { action, fields, button } = formAround(page.html, 'idSIButton9');
  const guess = (passwd: string) => person.post(action, { ...fields, ...button, passwd });
  const guesses = [...Array.from({ length: 30 }, (_, index) => `Wrong-${index}`), password];
  const answers = await Promise.all(guesses.map(guess));
  expect(answers.filter(({ html }) => html.includes('AADSTS50126')).length).toBeLessThanOrEqual(10);
  expect(answers.filter((answer) => !has(answer, 'i0118'))).toEqual([]);
});
