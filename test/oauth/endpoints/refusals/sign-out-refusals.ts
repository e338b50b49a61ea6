import { Person } from '../../../interop/person.ts';
import type { AuthorizeRefusal } from './authorize-request.ts';
import { redeem } from './token-request.ts';

/** Signing out (RP-Initiated Logout §2). */
export const signOutRefusals: readonly AuthorizeRefusal[] = [
  {
    name: 'a sign-out by a client that the ID token is not of',
    code: 50061,
    told: 'page',
    async ask(stage) {
      const { body } = await redeem()(stage);
      const query = new URLSearchParams({ id_token_hint: String(body.id_token), client_id: stage.spa.appId });
      return new Person(stage.platform).visit(`/${stage.platform.tenant.id}/oauth2/v2.0/logout?${query}`);
    },
  },
];
