import type { AppId, TenantId } from '../../kernel/index.ts';
import data from '../data/first-party-names.json' with { type: 'json' };
import { lazily } from '../lazily.ts';
import { knownAppId, knownTenantId, oneOf } from '../one-of.ts';

/** A name under which an application of Microsoft is known, and how far to trust it. */
export interface FirstPartyName {
  readonly appId: AppId;
  readonly displayName: string;
  /** The tenant that owns it, where it has been seen. */
  readonly ownerTenantId?: TenantId;
  /** Seen in a tenant, published by Microsoft, general knowledge, or only reported by users (the least certain). */
  readonly source: 'tenant' | 'docs' | 'general-knowledge' | 'community';
}

const ID_LENGTH = 36;

const names = lazily(
  (): ReadonlyMap<string, FirstPartyName> =>
    new Map(
      data.flatMap((group) => {
        const source = oneOf(['tenant', 'docs', 'general-knowledge', 'community'], group.source);
        const owner = group.ownerTenantId === undefined ? {} : { ownerTenantId: knownTenantId(group.ownerTenantId) };
        return group.apps.map((line): readonly [string, FirstPartyName] => {
          const appId = knownAppId(line.slice(0, ID_LENGTH));
          return [appId, { appId, displayName: line.slice(ID_LENGTH + 1), ...owner, source }];
        });
      }),
    ),
);

/** Every known name, of more than a thousand applications. */
export const firstPartyNames = lazily((): readonly FirstPartyName[] => [...names().values()]);

/** @returns the name under which an application id of Microsoft is known, or undefined. */
export function findFirstPartyName(appId: string): FirstPartyName | undefined {
  return names().get(appId.toLowerCase());
}
