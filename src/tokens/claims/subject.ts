import type { User } from '../../directory/index.ts';

/** What claims tell about a person. */
export type UserFacts = User;

/** `groups`, or what stands for it when there are too many. */
export type GroupClaims = {
  /** Template ids of the person's directory roles, where the registration asks for them. */
  readonly wids?: readonly string[];
} & (
  | { readonly groups?: readonly string[] }
  | { readonly hasgroups: true }
  | {
      readonly _claim_names: { readonly groups: 'src1' };
      readonly _claim_sources: { readonly src1: { endpoint: string } };
    }
);

/** Groups a token holds at most before it points to Graph instead. @spec sts reference 5.8 */
export const GROUP_OVERAGE_LIMIT = 200;
/** Groups a token holds at most that travels in the address of a browser (implicit flow). @spec sts reference 5.8 */
const ADDRESS_GROUP_LIMIT = 5;

/**
 * The group claims of a token.
 * @param groupIds object ids of the groups, or undefined when the registration asks for none
 * @param inAddress whether the token travels in the address of a browser, which has little room
 */
export function groupClaims(
  baseUrl: string,
  user: Pick<User, 'id' | 'tenantId'>,
  groupIds: readonly string[] | undefined,
  inAddress = false,
): GroupClaims {
  if (groupIds === undefined || groupIds.length === 0) return {};
  if (inAddress) return groupIds.length <= ADDRESS_GROUP_LIMIT ? { groups: groupIds } : { hasgroups: true };
  if (groupIds.length <= GROUP_OVERAGE_LIMIT) return { groups: groupIds };
  return {
    _claim_names: { groups: 'src1' },
    _claim_sources: { src1: { endpoint: `${baseUrl}/v1.0/users/${user.id}/getMemberObjects` } },
  };
}
