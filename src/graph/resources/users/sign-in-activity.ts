import type { LatestSignIns, SignInMark } from '../../../activity/index.ts';
import type { User } from '../../../directory/index.ts';
import type { GraphCall } from '../../call.ts';
import type { UserWithActivity } from '../../model/user.ts';
import { mayAct } from '../../permissions/application-actions.ts';
import { denied } from '../../permissions/reach.ts';
import type { ListSource } from '../listing/answer-list.ts';
import { isSelf } from './user-reach.ts';

/** Rows of a page with it. @spec Graph GET /users: `signInActivity` lowers the page to 120 */
const LARGEST_PAGE = 120;

/** Whether the caller asked when users last signed in: it is shown only by name. */
function asksForActivity({ options }: GraphCall): boolean {
  return options.select?.some(({ segments }) => segments[0]?.toLowerCase() === 'signinactivity') ?? false;
}

/**
 * A user with their last sign-ins, where these were asked for.
 * @throws GraphFault `Denied` without `AuditLog.Read.All`, or for others' sign-ins without a role that reads the logs
 * @spec Graph resource signInActivity; graph reference: user, `signInActivity`
 */
export async function withActivity(call: GraphCall, user: User): Promise<UserWithActivity> {
  if (!asksForActivity(call)) return user;
  requireLogs(call, user);
  return load(call, user);
}

/** The same for every row of a list. Exceptions as for `withActivity`. */
export function listedWithActivity(call: GraphCall, source: ListSource<User>): ListSource<UserWithActivity> {
  if (!asksForActivity(call)) return source;
  requireLogs(call, undefined);
  return {
    count: (predicate) => source.count(predicate),
    async query(query) {
      const page = await source.query({ ...query, top: Math.min(query.top, LARGEST_PAGE) });
      const items: UserWithActivity[] = [];
      // One after the other: a page must not take every connection there is.
      for (const user of page.items) items.push(await load(call, user));
      return { ...page, items };
    },
  };
}

function requireLogs(call: GraphCall, user: User | undefined): void {
  const { caller } = call;
  if (!caller.permissions.has('AuditLog.Read.All')) throw denied('signInActivity needs AuditLog.Read.All');
  if (caller.user === undefined || (user !== undefined && isSelf(call, user))) return;
  if (!mayAct(caller, 'signInReports/allProperties/read')) throw denied('the caller may read their own sign-ins alone');
}

async function load({ reads, caller }: GraphCall, user: User): Promise<UserWithActivity> {
  const latest = await reads.signIns.latestOf(caller.tenant.id, user.id);
  return { ...user, signInActivity: shownActivity(latest) };
}

function shownActivity({
  interactive,
  nonInteractive,
  successful,
}: LatestSignIns): Readonly<Record<string, string | null>> | null {
  if (interactive === undefined && nonInteractive === undefined) return null;
  return {
    lastSignInDateTime: momentOf(interactive),
    lastSignInRequestId: interactive?.id ?? null,
    lastNonInteractiveSignInDateTime: momentOf(nonInteractive),
    lastNonInteractiveSignInRequestId: nonInteractive?.id ?? null,
    lastSuccessfulSignInDateTime: momentOf(successful),
    lastSuccessfulSignInRequestId: successful?.id ?? null,
  };
}

/** To the second, as Graph tells it. */
function momentOf(mark: SignInMark | undefined): string | null {
  return mark === undefined ? null : new Date(mark.at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
