import { describe, expect, it } from 'vitest';
import { refusal } from '../../../src/oauth/index.ts';
import { recordedReason } from '../../../src/oauth/rules/recorded-reason.ts';

describe('why a sign-in was refused, as it is recorded (sts reference 9.1)', () => {
  it('is what the client was told', () => {
    const fault = refusal(65001, { appId: 'a', appName: 'App' });
    expect(recordedReason(fault)).toBe(fault.message);
  });

  it.each(['?code=canary', '#access_token=canary', '?a=b#canary'])('leaves out %s of an address', (rest) => {
    const fault = refusal(500112, { given: `https://app.example/cb${rest}`, original: 'https://app.example/cb' });
    const reason = recordedReason(fault);
    expect(fault.message).toContain('canary');
    expect(reason).toContain('https://app.example/cb');
    expect(reason).not.toContain('canary');
  });

  it('does not repeat what was typed as a name', () => {
    const fault = refusal(50034, { user: 'canary', tenant: 'Contoso' });
    expect(recordedReason(fault)).not.toContain('canary');
  });

  it('has at most 1,024 characters', () => {
    expect(recordedReason(refusal(1002012, { scope: 'x'.repeat(20_000) })).length).toBeLessThanOrEqual(1024);
  });
});
