import type { AuditInitiator } from '../../activity/index.ts';
import type {
  AppId,
  Clock,
  CorrelationId,
  Entropy,
  ObjectId,
  Redacted,
  TenantId,
  UnitOfWork,
} from '../../kernel/index.ts';
import type { DirectoryStores } from '../store.ts';
import type { DirectoryObjectReference } from '../types/grants.ts';

/** Who makes a change: a user through a client, a client by itself, or the platform. */
export interface Actor {
  readonly user?: AuditInitiator['user'] | undefined;
  /** The client. Present beside `user` too: it is what created objects remember as `createdByAppId`. */
  readonly app?: AuditInitiator['app'] | undefined;
  /**
   * Whether what this actor creates belongs to them. The caller's rights decide: who creates by a right of their own becomes
   * owner, who creates as an administrator does not.
   */
  readonly becomesOwner: boolean;
  /** `User-Agent` of the request, for the audit record. */
  readonly userAgent?: string | undefined;
}

/** The platform itself: at first start, and where a change in one tenant reaches another. */
export const platformActor: Actor = {
  app: { appId: null, displayName: 'Entrada', servicePrincipalId: null },
  becomesOwner: false,
};

/** Makes client secrets and their hashes. `keyring` has the means. */
export interface ClientSecrets {
  generate(): Redacted;
  /** @returns the keyed hash to keep */
  hash(secret: Redacted): string;
}

/** Hashes what people choose. Slow on purpose: never inside a unit of work. */
export interface UserPasswords {
  hash(password: Redacted): Promise<string>;
  /** @param stored undefined for somebody without a password; it takes as long and is false */
  verify(password: Redacted, stored: string | undefined): Promise<boolean>;
}

/** What every command needs besides its input. */
export interface CommandContext {
  readonly unitOfWork: UnitOfWork<DirectoryStores>;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** The tenant whose directory is changed. */
  readonly tenantId: TenantId;
  readonly actor: Actor;
  readonly correlationId: CorrelationId;
  readonly secrets: ClientSecrets;
  readonly passwords: UserPasswords;
}

/** @returns the client a created object remembers, if the actor is one that is known by its appId */
export function creatingAppId(actor: Actor): AppId | null {
  return actor.app?.appId ?? null;
}

/** @returns who becomes owner of what the actor creates: the user, or the client by its service principal; or nobody */
export function creatingOwner(actor: Actor): DirectoryObjectReference | undefined {
  if (!actor.becomesOwner) return undefined;
  if (actor.user) return { id: actor.user.id, kind: 'user' };
  const id: ObjectId | null | undefined = actor.app?.servicePrincipalId;
  return id ? { id, kind: 'servicePrincipal' } : undefined;
}
