import fc from 'fast-check';
import { type Arrival, formAround, has, Person } from '../../interop/person.ts';
import type { Stage } from '../../interop/stage.ts';
import { mutated, nasty } from '../texts.ts';
import type { Answer } from './answer.ts';

/** What somebody types into the pages of a sign-in, field by field, in the place of what is asked. */
interface HostileAnswers {
  readonly hint: string | undefined;
  readonly pages: readonly Readonly<Record<string, string>>[];
}

const FIELDS = [
  'loginfmt',
  'passwd',
  'step',
  'intent',
  'ctx',
  'account',
  'decision',
  'shown',
  'LoginOptions',
  'DontShowAgain',
  'onBehalfOfOrganization',
  'currentPassword',
  'newPassword',
  'confirmPassword',
] as const;

/** Answers to two pages in a row. */
export function hostileAnswers({ ada, web }: Stage): fc.Arbitrary<HostileAnswers> {
  const good = fc.constantFrom(
    ada.userPrincipalName,
    'nobody@entrada.test',
    'signIn',
    'consent',
    'pickAccount',
    'staySignedIn',
    'changePassword',
    'answer',
    'back',
    'accept',
    '1',
    'true',
    `${ada.tenantId}.${ada.id}`,
    web.appId as string,
  );
  const value = fc.oneof(good, mutated(good), nasty);
  const page = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FIELDS) }, nasty), value, {
    maxKeys: 4,
  });
  return fc.record({
    hint: fc.option(value, { nil: undefined }),
    pages: fc.array(page, { minLength: 1, maxLength: 2 }),
  });
}

/** Goes to sign in and answers so. @returns every answer of the server */
export async function answerPages(
  stage: Stage,
  browser: ConstructorParameters<typeof Person>[0],
  { hint, pages }: HostileAnswers,
): Promise<readonly Answer[]> {
  const person = new Person(browser);
  const url = stage.authorizeUrl({ ...(hint === undefined ? {} : { login_hint: hint }) });
  const arrivals: Arrival[] = [await person.visit(url)];
  for (const fields of pages) {
    const page = arrivals.at(-1);
    if (page === undefined || !has(page, 'idSIButton9')) break;
    const form = formAround(page.html, 'idSIButton9');
    arrivals.push(await person.post(form.action, { ...form.fields, ...form.button, ...fields }));
  }
  return arrivals.map(({ status, headers, html }) => ({ status, headers, body: html }));
}
