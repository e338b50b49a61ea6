import { describe, expect, it, onTestFinished } from 'vitest';
import { listenOnLoopback } from '../../../src/cli/commands/token/loopback-listener.ts';

async function listener(patience?: number) {
  const made = await listenOnLoopback(patience);
  onTestFinished(() => made.close());
  return made;
}

const visit = (address: string, init?: RequestInit) => fetch(address, init);

describe('the place a browser comes back to', () => {
  it('is a loopback address on a free port (RFC 8252 §7.3)', async () => {
    const [one, other] = [await listener(), await listener()];
    expect(one.redirectUri).toMatch(/^http:\/\/localhost:\d+$/);
    expect(one.redirectUri).not.toBe(other.redirectUri);
  });

  it('takes what the browser brings, and shows that it is over', async () => {
    const { redirectUri, receive } = await listener();
    const received = receive((query) => query.get('code'));
    const page = await visit(`${redirectUri}/?code=abc&state=x`);
    expect(await received).toBe('abc');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('You are signed in');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  it('shows that it failed, and says why to the command alone', async () => {
    const { redirectUri, receive } = await listener();
    const received = receive(() => {
      throw new Error('canary-reason');
    });
    const failure = expect(received).rejects.toThrow('canary-reason');
    const page = await visit(`${redirectUri}/?error=access_denied`);
    await failure;
    expect(page.status).toBe(400);
    expect(await page.text()).not.toContain('canary-reason');
  });

  it.each([
    ['an icon', '/favicon.ico?x=1', 'GET'],
    ['nothing', '/', 'GET'],
    ['a form', '/?code=abc', 'POST'],
  ])('turns away a browser that asks for %s', async (_, path, method) => {
    const { redirectUri, receive } = await listener();
    const received = receive((query) => query.get('code'));
    expect((await visit(`${redirectUri}${path}`, { method })).status).toBe(404);
    await visit(`${redirectUri}/?code=right`);
    expect(await received).toBe('right');
  });

  it('does not wait for ever', async () => {
    const { receive } = await listener(1);
    await expect(receive(() => 'x')).rejects.toMatchObject({ code: 'SignInFailed' });
  });
});
