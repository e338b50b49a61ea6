import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, errorCodeOf, Person } from '../../interop/person.ts';
import { openStage, redirectUris, type Stage } from '../../interop/stage.ts';
import { authorizeRefusals } from './refusals/authorize-refusals.ts';
import { expectRowOnRedirect, rowOf } from './refusals/row-of.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

const on = (told: (typeof authorizeRefusals)[number]['told']): string =>
  typeof told === 'string' ? told : `redirect, ${told.redirect}`;

describe('refusals of the authorize endpoint (sts reference 2.2, 8.1)', () => {
  it.each(authorizeRefusals.map((each) => ({ ...each, where: on(each.told) })))(
    '$name: AADSTS$code, $where',
    async (refusal) => {
      const { ask, code, told } = refusal;
      const row = rowOf(refusal);
      const arrival = await ask(stage);
      if (typeof told === 'object') {
        const answer = answerTo(arrival);
        expect(arrival.location?.origin).toBe(new URL(redirectUris.web).origin);
        expect([answer.error, answer.state]).toEqual([told.redirect, 'state-1']);
        expect(answer.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
        expect(answer).not.toHaveProperty('code');
        expectRowOnRedirect(row, answer);
        return;
      }
      expect([arrival.status, arrival.location]).toEqual([200, undefined]);
      expect(arrival.headers.get('cache-control')).toContain('no-store');
      expect(arrival.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      if (told === 'page') expect(errorCodeOf(arrival)).toBe(code);
      else expect(arrival.html).toContain(`AADSTS${code}`);
    },
  );

  it('what a request holds is shown as text and never as markup', async () => {
    const redirect = 'https://evil.example/"><script>alert(1)</script>';
    const arrival = await new Person(stage.platform).visit(stage.authorizeUrl({ redirect_uri: redirect }));
    expect(errorCodeOf(arrival)).toBe(50011);
    expect(arrival.html).not.toContain('<script>alert');
    expect(arrival.html).toContain('&lt;script&gt;alert(1)');
  });

  it('an error goes back in the way the request asked for', async () => {
    const visit = (parameters: Readonly<Record<string, string>>) =>
      new Person(stage.platform).visit(stage.authorizeUrl({ prompt: 'none', ...parameters }));
    expect((await visit({ response_mode: 'query' })).location?.href).toMatch(
      /\?error=login_required&.*state=state-1#$/,
    );
    expect((await visit({ response_mode: 'fragment' })).location?.hash).toMatch(/^#error=login_required&/);
    const form = await visit({ response_mode: 'form_post' });
    expect([form.status, answerTo(form).error]).toEqual([200, 'login_required']);
    expect((await visit({ response_type: 'id_token' })).location?.hash).toMatch(/^#error=unsupported_response_type&/);
  });

  it('state comes back to the letter, and only what was sent', async () => {
    const state = 'a+b/c==|{"x":1} ü&y=1';
    const sent = await new Person(stage.platform).visit(stage.authorizeUrl({ prompt: 'none', state }));
    expect(answerTo(sent).state).toBe(state);
    const none = await new Person(stage.platform).visit(stage.authorizeUrl({ prompt: 'none', state: undefined }));
    expect(answerTo(none)).not.toHaveProperty('state');
  });
});
