import type { DirectoryQuery, Page, Predicate } from '../../../directory/index.ts';
import type { TenantId } from '../../../kernel/index.ts';
import type { GraphCall } from '../../call.ts';
import type { ListSource } from './answer-list.ts';

/** A store that can be asked by predicates. */
interface Reader<Entity> {
  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<Entity>>;
  count(tenantId: TenantId, predicate?: Predicate): Promise<number>;
}

/** What a store holds of the caller's tenant. */
export function sourceOf<Entity>({ caller: { tenant } }: GraphCall, reader: Reader<Entity>): ListSource<Entity> {
  return {
    query: (query) => reader.query(tenant.id, query),
    count: (predicate) => reader.count(tenant.id, predicate),
  };
}
