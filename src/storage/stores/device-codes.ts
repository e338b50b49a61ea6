import type { DeviceAuthorization, DeviceCodeStore, DeviceDecision, KnownDevice } from '../../oauth/index.ts';
import type { StoreContext } from './context.ts';

/** Devices that wait for a person: each is answered once, and its tokens are issued once. */
export class DeviceCodes implements DeviceCodeStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async insert(device: DeviceAuthorization): Promise<void> {
    await this.#context.database
      .insertInto('device_codes')
      .values({
        device_code_hash: device.deviceCodeHash,
        user_code_hash: device.userCodeHash,
        expires_at: device.expiresAt,
        decision: null,
        redeemed_at: null,
        doc: JSON.stringify(device),
      })
      .execute();
  }

  findByDeviceCode(deviceCodeHash: string): Promise<KnownDevice | undefined> {
    return this.#find('device_code_hash', deviceCodeHash);
  }

  findByUserCode(userCodeHash: string): Promise<KnownDevice | undefined> {
    return this.#find('user_code_hash', userCodeHash);
  }

  async decide(userCodeHash: string, decision: DeviceDecision): Promise<boolean> {
    const { numUpdatedRows } = await this.#context.database
      .updateTable('device_codes')
      .set({ decision: JSON.stringify(decision) })
      .where('user_code_hash', '=', userCodeHash)
      .where('decision', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async consume(deviceCodeHash: string, at: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#context.database
      .updateTable('device_codes')
      .set({ redeemed_at: at })
      .where('device_code_hash', '=', deviceCodeHash)
      .where('decision', 'is not', null)
      .where('redeemed_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async prune(expiredBefore: number): Promise<number> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('device_codes')
      .where('expires_at', '<', expiredBefore)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }

  async #find(column: 'device_code_hash' | 'user_code_hash', hash: string): Promise<KnownDevice | undefined> {
    const row = await this.#context.database
      .selectFrom('device_codes')
      .select(['doc', 'decision', 'redeemed_at'])
      .where(column, '=', hash)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return {
      ...(JSON.parse(row.doc) as DeviceAuthorization),
      decision: row.decision === null ? null : (JSON.parse(row.decision) as DeviceDecision),
      redeemedAt: row.redeemed_at,
    };
  }
}
