import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, openStage, type Stage } from '../../interop/stage.ts';
import { pinnedIssuers } from './refusals/federated-refusals.ts';
import { expectRow, rowOf } from './refusals/row-of.ts';
import { tokenRefusals } from './refusals/token-refusals.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ federation: { keys: pinnedIssuers } });
});
afterAll(() => stage.stop());

describe('refusals of the token endpoint (sts reference 4.1, 8.1; RFC 6749 §5.2)', () => {
  it.each(tokenRefusals)('$name: AADSTS$code, $error', async (refusal) => {
    const { ask, code, error, status = 400 } = refusal;
    const row = rowOf(refusal);
    const answer = await ask(stage);
    expect([codeOf(answer), answer.body.error, answer.status]).toEqual([code, error, status]);
    expectRow(row, answer);
    const guid = /^[0-9a-f-]{36}$/;
    expect(answer.body).toMatchObject({
      error_codes: [code],
      trace_id: expect.stringMatching(guid),
      correlation_id: expect.stringMatching(guid),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
    });
    // One line, and none of the characters that RFC 6749 §5.2 keeps out.
    expect(answer.body.error_description).toMatch(new RegExp(`^AADSTS${code}: [\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]+$`));
    expect(answer.body.error_description).toContain(`Trace ID: ${String(answer.body.trace_id)}`);
    expect(answer.headers.get('x-ms-request-id')).toBe(answer.body.trace_id);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('pragma')).toBe('no-cache');
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(JSON.stringify(answer.body)).not.toContain(stage.web.clientSecret);
  });

  it('a client that tried HTTP Basic is told the scheme (RFC 6749 §5.2)', async () => {
    const answer = await tokenRefusals.find(({ name }) => name.startsWith('a secret by HTTP Basic'))?.ask(stage);
    expect(answer?.headers.get('www-authenticate')).toBe(`Basic realm="${stage.platform.baseUrl}"`);
  });

  it('the correlation id of the caller comes back, in the answer and on request in the header', async () => {
    const id = '12345678-0000-4000-8000-0000000000ab';
    const { body, headers } = await stage.token({ grant_type: 'x' }, { 'client-request-id': id });
    expect([body.correlation_id, headers.get('client-request-id')]).toEqual([id, id]);
    const forged = await stage.token({ grant_type: 'x' }, { 'client-request-id': 'not-a-guid' });
    expect(forged.body.correlation_id).not.toBe('not-a-guid');
    expect(forged.headers.get('client-request-id')).toBeNull();
  });

  it('a body of any size is refused in the way of the protocol', async () => {
    const answer = await stage.token({ grant_type: 'x', filler: 'a'.repeat(70_000) });
    expect([answer.status, answer.body.error]).toEqual([413, 'invalid_request']);
  });
});
