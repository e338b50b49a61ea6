import { randomUUID } from 'node:crypto';

/** Something that a user ordered. */
export interface Order {
  readonly id: string;
  readonly item: string;
  readonly quantity: number;
  readonly status: 'open' | 'processed';
  readonly placedAt: string;
}

/** Orders in memory: gone when the API stops. */
export interface OrderStore {
  /** @param owner the `sub` of a user's token: stable for this API, whatever the client. */
  place(owner: string, item: string, quantity: number): Order;
  listOf(owner: string): readonly Order[];
  listAll(): readonly Order[];
  /** @returns the processed order, or nothing if there is none of that id. */
  process(id: string): Order | undefined;
}

/** Creates an empty store. */
export function createOrderStore(): OrderStore {
  const orders = new Map<string, { readonly owner: string; readonly order: Order }>();
  const all = () => [...orders.values()].toReversed();
  return {
    place(owner, item, quantity) {
      const order: Order = { id: randomUUID(), item, quantity, status: 'open', placedAt: new Date().toISOString() };
      orders.set(order.id, { owner, order });
      return order;
    },
    listOf: (owner) =>
      all()
        .filter((entry) => entry.owner === owner)
        .map((entry) => entry.order),
    listAll: () => all().map((entry) => entry.order),
    process(id) {
      const entry = orders.get(id);
      if (entry === undefined) return undefined;
      const order: Order = { ...entry.order, status: 'processed' };
      orders.set(id, { ...entry, order });
      return order;
    },
  };
}
