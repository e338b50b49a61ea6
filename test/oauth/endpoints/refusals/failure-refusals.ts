import { updateTenant } from '../../../../src/directory/index.ts';
import { openStage, type Stage, type TokenAnswer } from '../../../interop/stage.ts';
import type { TokenRefusal } from './token-request.ts';

/** As many as a line of passwords holds: one at work and those behind it. */
const IN_LINE = 65;

/** Ada gives a program her password, on a platform of her own that something is wrong with. */
async function onAnother(harm: (stage: Stage, ask: () => Promise<TokenAnswer>) => Promise<TokenAnswer>) {
  const stage = await openStage();
  try {
    await updateTenant(stage.commands(), { tokenService: { allowPasswordGrant: true } });
    const { appId } = await stage.platform.createApp({ displayName: 'Program', isFallbackPublicClient: true });
    const { userPrincipalName: username, password } = stage.ada;
    const scope = `${stage.api.uri}/Orders.Read`;
    return await harm(stage, () =>
      stage.token({ grant_type: 'password', client_id: appId, username, password, scope }),
    );
  } finally {
    await stage.stop();
  }
}

/** What is nobody's fault outside (RFC 6749 §4.1.2.1: `server_error`, `temporarily_unavailable`). */
export const failureRefusals: readonly TokenRefusal[] = [
  {
    name: 'a stored password hash that is none',
    code: 50000,
    error: 'server_error',
    status: 500,
    ask: () =>
      onAnother(async (stage, ask) => {
        const { tenantId, id } = stage.ada;
        await stage.platform.foundation.storage.unitOfWork.run(({ users }) =>
          users.setPasswordHash(tenantId, id, 'not a hash'),
        );
        return ask();
      }),
  },
  {
    name: 'a line of passwords that is full',
    code: 50033,
    error: 'temporarily_unavailable',
    status: 503,
    ask: () =>
      onAnother(async ({ platform }, ask) => {
        let isOver = false;
        const wait = async () => {
          while (!isOver) await platform.foundation.passwords.hash('whatever');
        };
        const line = Promise.all(Array.from({ length: IN_LINE }, wait));
        const answer = await ask();
        isOver = true;
        await line;
        return answer;
      }),
  },
];
