import type { HttpsClient } from './https-client.ts';

/** What a browser of the tests asks with. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** `fetch` over one kept connection; redirects are not followed. */
export function fetchOver(client: HttpsClient): Fetch {
  return async (url, init = {}) => {
    const sent = new Request(url, init);
    const body = await sent.text();
    const answer = await client.send({
      method: sent.method,
      url: String(url),
      headers: Object.fromEntries(sent.headers),
      ...(body === '' ? {} : { body }),
    });
    const headers = new Headers();
    for (let index = 0; index < answer.rawHeaders.length; index += 2)
      headers.append(answer.rawHeaders[index] ?? '', answer.rawHeaders[index + 1] ?? '');
    return new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers });
  };
}
