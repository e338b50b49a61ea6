import type { KeyChanges, KeyStore, StoredKey } from '../../src/keyring/index.ts';

/** Keeps wrapped keys in memory, with the promises the port makes: a slot is taken once, moments only become earlier. */
export class FakeKeyStore implements KeyStore {
  readonly keys = new Map<string, StoredKey>();
  writes = 0;

  async list(): Promise<readonly StoredKey[]> {
    return [...this.keys.values()];
  }

  async insert(key: StoredKey): Promise<boolean> {
    const place = `${key.purpose} ${key.slot}`;
    if (this.keys.has(place)) return false;
    this.keys.set(place, key);
    this.writes += 1;
    return true;
  }

  async update(id: string, changes: KeyChanges): Promise<boolean> {
    for (const [place, key] of this.keys) {
      if (key.id !== id) continue;
      this.keys.set(place, {
        ...key,
        wrapped: changes.wrapped ?? key.wrapped,
        activatesAt: Math.min(key.activatesAt, changes.activatesAt ?? key.activatesAt),
        retiresAt:
          changes.retiresAt === undefined
            ? key.retiresAt
            : Math.min(key.retiresAt ?? Number.POSITIVE_INFINITY, changes.retiresAt),
      });
      this.writes += 1;
      return true;
    }
    return false;
  }
}
