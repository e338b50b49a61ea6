import { always, audience, type ClaimTable, says, shows } from './claim-explanation.ts';

/** Claims that an API decides by: what the caller may do. @spec sts reference 5.3, 5.8 */
export const permissionClaims: ClaimTable = {
  scp: always(
    'What the client may do in the name of the user. It gives no right that the user lacks.',
    says('client servicePrincipal', 'oauth2PermissionGrants.scope'),
    says('resource application', 'api.oauth2PermissionScopes'),
    says('request', 'scope'),
  ),
  roles: (kind) => {
    if (kind.subject === 'application') {
      return {
        meaning: 'Application permissions that an administrator granted to the client.',
        origins: [says('client servicePrincipal', 'appRoleAssignments'), says('resource application', 'appRoles')],
      };
    }
    return {
      meaning:
        'Roles of this application that the user has, directly or through a group; or groups, where the optional claim groups has emit_as_roles.',
      origins: [
        says('user', `appRoleAssignments (on the ${audience(kind)} servicePrincipal)`),
        says(`${audience(kind)} application`, 'appRoles'),
      ],
    };
  },
  wids: (kind) =>
    kind.subject === 'application'
      ? {
          meaning: 'A placeholder: the directory roles of applications are not in tokens.',
          origins: [says('token service', 'constant')],
        }
      : {
          meaning: 'Directory roles of the user, by template id.',
          origins: [
            says('user', 'memberOf (directoryRole)'),
            ...(kind.isForGraph ? [] : [shows(`${audience(kind)} application`, 'groupMembershipClaims')]),
          ],
        },
  groups: (kind) => ({
    meaning: 'Groups of the user, by object id. Up to 200; more are only pointed to.',
    origins: [says('user', 'transitiveMemberOf'), shows(`${audience(kind)} application`, 'groupMembershipClaims')],
  }),
  hasgroups: (kind) => ({
    meaning: 'The user has too many groups to list in the address of a browser: ask Graph for them.',
    origins: [says('user', 'transitiveMemberOf'), shows(`${audience(kind)} application`, 'groupMembershipClaims')],
  }),
  _claim_names: (kind) => ({
    meaning: 'Claims too long for a token; _claim_sources says where to read them.',
    origins: [says('user', 'transitiveMemberOf'), shows(`${audience(kind)} application`, 'groupMembershipClaims')],
  }),
  _claim_sources: always('Where to read the claims that _claim_names lists.', says('token service', 'overage limit')),
  acrs: (kind) => ({
    meaning: 'Authentication contexts that this sign-in satisfies.',
    origins: [
      says('tenant', 'conditionalAccess authenticationContextClassReferences'),
      shows(`${audience(kind)} application`, `optionalClaims.${kind.use === 'id' ? 'idToken' : 'accessToken'}`),
    ],
  }),
};
