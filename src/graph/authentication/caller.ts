import type { Tenant, User } from '../../directory/index.ts';
import type { AppId, ObjectId } from '../../kernel/index.ts';

/** Who calls: a person through a client, or a client by itself. Looked up anew for every request. */
export interface Caller {
  readonly tenant: Tenant;
  /** Undefined for an application that calls by itself. */
  readonly user: User | undefined;
  readonly client: {
    readonly appId: AppId;
    readonly displayName: string;
    /** The client's instance in this tenant, if there is one. */
    readonly servicePrincipalId: ObjectId | null;
  };
  /** `scp` of a token with a user, `roles` of one without. */
  readonly permissions: ReadonlySet<string>;
  /** Directory roles held, directly or through a role-assignable group, by the user or else by the application. */
  readonly roleTemplateIds: readonly string[];
}

/** @returns the object that acts: the user, or the application's service principal */
export function principalIdOf({ user, client }: Caller): ObjectId | null {
  return user?.id ?? client.servicePrincipalId;
}
