import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import type { AuthenticationContext } from '../../sessions/index.ts';

/** A device that waits for a person. Only keyed hashes of its two codes are kept. */
export interface DeviceAuthorization {
  readonly deviceCodeHash: string;
  readonly userCodeHash: string;
  /** Tenant segment of the request, as it was sent. */
  readonly segment: string;
  /** What the segment stands for: polls must use the same. */
  readonly authority: string;
  readonly dialect: 1 | 2;
  readonly appId: AppId;
  /** Scopes it asked for, as `scope` entries. */
  readonly scopes: readonly string[];
  readonly claims: string | null;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** What the person answered. */
export type DeviceDecision =
  | { readonly kind: 'declined' }
  | ({
      readonly kind: 'approved';
      readonly tenantId: TenantId;
      readonly userId: ObjectId;
      readonly sid: string;
      readonly familyId: string;
    } & AuthenticationContext);

/** A device, and how far it has come. */
export interface KnownDevice extends DeviceAuthorization {
  /** Null while nobody has answered. */
  readonly decision: DeviceDecision | null;
  /** When its tokens were issued. */
  readonly redeemedAt: number | null;
}

export interface DeviceCodeStore {
  insert(device: DeviceAuthorization): Promise<void>;
  findByDeviceCode(deviceCodeHash: string): Promise<KnownDevice | undefined>;
  findByUserCode(userCodeHash: string): Promise<KnownDevice | undefined>;
  /** Records the answer. Of any number of callers exactly one is answered true. */
  decide(userCodeHash: string, decision: DeviceDecision): Promise<boolean>;
  /**
   * Spends an approved device code. Of any number of callers, on any number of instances, exactly one is answered true.
   * @param at milliseconds since the Unix epoch
   */
  consume(deviceCodeHash: string, at: number): Promise<boolean>;
  /** Deletes what expired before this moment (milliseconds). @returns how many */
  prune(expiredBefore: number): Promise<number>;
}
