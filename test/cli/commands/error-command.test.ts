import { describe, expect, it } from 'vitest';
import { runEntrada } from '../run-entrada.ts';

describe('entrada error', () => {
  it('explains a code: meaning, object, remedy, wire', async () => {
    const { code, stdout } = await runEntrada(['error', 'AADSTS7000215']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^AADSTS7000215 {2}InvalidClientSecret\n/);
    expect(stdout).toContain('Happens when');
    expect(stdout).toContain('Said by         Entrada and Microsoft Entra');
    expect(stdout).toContain('Belongs to');
    expect(stdout).toContain('the application (app registration)');
    expect(stdout).toContain('invalid_client, HTTP 401');
  });

  it('reads a whole answer from standard input, and answers in JSON', async () => {
    const input = JSON.stringify({
      error: 'invalid_grant',
      error_codes: [54005],
      correlation_id: '12345678-0000-4000-8000-0000000000bb',
    });
    const { stdout } = await runEntrada(['error', '-', '--json'], { input });
    expect(JSON.parse(stdout)).toMatchObject({
      errors: [{ code: 54005, owner: 'request', oauthError: 'invalid_grant', httpStatus: 400 }],
      correlationId: '12345678-0000-4000-8000-0000000000bb',
    });
  });

  it('says what a real Entra alone answers', async () => {
    expect((await runEntrada(['error', '53003'])).stdout).toContain('Microsoft Entra; never by Entrada');
    const { stdout } = await runEntrada(['error', '53003', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      errors: [{ isRaisedHere: false, when: expect.stringContaining('policy') }],
    });
  });

  it('lists codes by a word', async () => {
    const { stdout } = await runEntrada(['error', '--search', 'redirect URI']);
    expect(stdout).toMatch(/^CODE +ERROR +OBJECT +MEANING\n/);
    expect(stdout).toContain('AADSTS50011');
  });

  it.each([
    ['what no table has', 'AADSTS99999999', 'AADSTS99999999 is in no table'],
    ['what has no code in it', 'it does not work', 'There is no AADSTS code in this'],
  ])('says so of %s, and how to go on', async (_, text, said) => {
    const { code, stderr } = await runEntrada(['error', text]);
    expect(code).not.toBe(0);
    expect(stderr).toContain(said);
    expect(stderr).toContain('"entrada error');
  });
});
