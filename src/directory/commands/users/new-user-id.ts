import { newObjectId, type ObjectId } from '../../../kernel/index.ts';
import { isPersonalAccountsTenant } from '../../rules/personal-accounts.ts';
import type { CommandContext } from '../context.ts';

const CID_BYTES = 8;

/**
 * The object id of a new user. That of a personal account is a number of 8 bytes, with zeros before it.
 * @spec sts reference 5.10 (`uid` of personal accounts)
 */
export function newUserId({ tenantId, entropy }: Pick<CommandContext, 'tenantId' | 'entropy'>): ObjectId {
  if (!isPersonalAccountsTenant(tenantId)) return newObjectId(entropy);
  const cid = entropy.bytes(CID_BYTES).toString('hex');
  return `00000000-0000-0000-${cid.slice(0, 4)}-${cid.slice(4)}` as ObjectId;
}
