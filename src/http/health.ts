import type { HttpResponse } from '../kernel/index.ts';

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' } as const;

/** Whether the process answers at all: an orchestrator restarts it when it does not. */
export function live(): HttpResponse {
  return { status: 200, headers, body: JSON.stringify({ status: 'live' }) };
}

/** Whether requests should be sent here: what the server stands on can be reached, and it is not about to stop. */
export async function ready(isReady: () => Promise<boolean>): Promise<HttpResponse> {
  const status = (await isReady()) ? 'ready' : 'unavailable';
  return { status: status === 'ready' ? 200 : 503, headers, body: JSON.stringify({ status }) };
}
