import {
  type CreateUserInput,
  changePassword as change,
  createUser as create,
  deleteUser as remove,
  revokeSignInSessions as revoke,
  type UpdateUserInput,
  type User,
  updateUser as update,
} from '../../../directory/index.ts';
import { Redacted } from '../../../kernel/index.ts';
import { type GraphAnswer, json, noContent } from '../../answer.ts';
import { type GraphCall, readBody, serviceRootOf } from '../../call.ts';
import { GraphFault } from '../../fault.ts';
import { type Payload, parsePayload } from '../../model/parse-payload.ts';
import { userType } from '../../model/user.ts';
import { requireOverAdministrators, requirePeopleRight, requireReading } from '../../permissions/rights.ts';
import { commandContext } from '../command-context.ts';
import { findUser, found, me } from '../find-object.ts';
import { answerCreated, answerEntity } from '../listing/answer-entity.ts';
import { answerCount, answerList } from '../listing/answer-list.ts';
import { sourceOf } from '../listing/source.ts';
import { countedPasswords } from './counted-passwords.ts';
import { listedWithActivity, withActivity } from './sign-in-activity.ts';
import { isSelf, requireReachOver, requireUserChange, visibleOfUsers } from './user-reach.ts';

/** `GET /users` */
export async function listUsers(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  const source = listedWithActivity(call, sourceOf(call, call.reads.users));
  return answerList(call, userType, source, { visible: visibleOfUsers(call, undefined) });
}

/** `GET /users/$count` */
export async function countUsers(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerCount(call, userType, sourceOf(call, call.reads.users), { visible: visibleOfUsers(call, undefined) });
}

/** `GET /users/{id}`, by sign-in name too, and `GET /me` */
export async function getUser(call: GraphCall): Promise<GraphAnswer> {
  const user = await findUser(call);
  await requireReading(call, user.id);
  const visible = visibleOfUsers(call, user);
  return answerEntity(call, userType, await withActivity(call, user), { visible });
}

/**
 * `GET /users/{id}/manager` and `GET /me/manager`: the directory keeps no managers, and clients take 404 for having none.
 * @throws GraphFault `NotFound`
 */
export async function getManager(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findUser(call);
  requireReachOver(call, id);
  await requireReading(call, id);
  return found<GraphAnswer>(undefined, { value: 'manager' });
}

/** `POST /users` */
export async function createUser(call: GraphCall): Promise<GraphAnswer> {
  await requirePeopleRight(call, 'users/create');
  const payload = parsePayload(userType, readBody(call), 'create', call.request.version);
  const user = await create(commandContext(call), toInput(payload) as CreateUserInput);
  return answerCreated(call, userType, user);
}

/** `PATCH /users/{id}` and `PATCH /me` */
export async function updateUser(call: GraphCall): Promise<GraphAnswer> {
  const user = await findUser(call);
  const payload = parsePayload(userType, readBody(call), 'update', call.request.version);
  await requireUserChange(call, user, [...Object.keys(payload.values), ...Object.keys(payload.extra)]);
  await update(commandContext(call), user.id, toInput(payload) as UpdateUserInput);
  return noContent;
}

/** `DELETE /users/{id}` */
export async function deleteUser(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findUser(call);
  await requirePeopleRight(call, 'users/delete');
  await requireOverAdministrators(call, id);
  await remove(commandContext(call), id);
  return noContent;
}

/** `POST /users/{id}/revokeSignInSessions` and on `/me` */
export async function revokeSignInSessions(call: GraphCall): Promise<GraphAnswer> {
  const user = await findUser(call);
  if (!isSelf(call, user)) {
    await requirePeopleRight(call, 'users/invalidateAllRefreshTokens');
    await requireOverAdministrators(call, user.id);
  }
  await revoke(commandContext(call), user.id);
  return json({ '@odata.context': `${serviceRootOf(call)}/$metadata#Edm.Boolean`, value: true });
}

/** `POST /me/changePassword`. Wrong passwords count together with those at sign-in. */
export async function changePassword(call: GraphCall): Promise<GraphAnswer> {
  const user: User = me(call);
  const body = readBody(call);
  const context = commandContext(call);
  const passwords = countedPasswords(call.dependencies, user.userPrincipalName);
  await change({ ...context, passwords }, user.id, {
    currentPassword: passwordIn(body, 'currentPassword'),
    newPassword: passwordIn(body, 'newPassword'),
  });
  return noContent;
}

function passwordIn(body: Readonly<Record<string, unknown>>, name: string): Redacted {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return new Redacted(value);
  throw new GraphFault('PropertyMissing', `A value is required for property '${name}'.`, { target: name });
}

interface WrittenProfile {
  readonly password?: string | null;
  readonly forceChangePasswordNextSignIn?: boolean | null;
}

/** The model gives every member the type that the directory has for it; the password is closed away at once. */
function toInput({ values, extra }: Payload): UpdateUserInput {
  const { passwordProfile, ...own } = values as { readonly passwordProfile?: WrittenProfile };
  if (passwordProfile === undefined) return { ...own, extra };
  const { password, forceChangePasswordNextSignIn } = passwordProfile;
  return {
    ...own,
    extra,
    passwordProfile: {
      ...(typeof password === 'string' ? { password: new Redacted(password) } : {}),
      forceChangePasswordNextSignIn,
    },
  };
}
