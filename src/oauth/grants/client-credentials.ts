import { isAdmitted } from '../../access/index.ts';
import type { ResourceFacts } from '../../directory/index.ts';
import { isForConsumers } from '../authority.ts';
import { mapAccessToken } from '../claims-mapping.ts';
import { accessTokenAudience } from '../delegated-tokens.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { findResource } from '../find-resource.ts';
import { parseClaimsRequest } from '../rules/claims-request.ts';
import { requestedAccess } from '../rules/requested-access.ts';
import type { ResourceScopes } from '../rules/scope.ts';
import { signInRecord } from '../sign-in-record.ts';
import type { AuthenticatedRequest, Grant, GrantResult } from './grant.ts';

/** An application gets a token in its own name. @spec RFC 6749 §4.4; sts reference 4.4 */
export const clientCredentialsGrant: Grant<null> = {
  eventType: 'servicePrincipal',

  async locate(_dependencies, { authority }) {
    if (authority.kind === 'shared') throw refusal(50059, {});
    return null;
  },

  tenantOf: () => undefined,

  platformOf: () => undefined,

  async redeem(dependencies, request) {
    const { tenant, client, proof, origin, now } = request;
    if (isForConsumers(request.authority)) throw refusal(9001023, {});
    if (origin !== undefined) throw refusal(9002326, { origin });
    if (proof.strength === '0') throw refusal(7000216, {});
    const asked = requireOneApi(request, dependencies.baseUrl);
    const resource = await findResource(dependencies.facts, tenant.id, asked.identifier);
    if (resource?.instance === undefined)
      throw refusal(500011, { resource: asked.identifier, tenant: tenant.displayName });
    if (!resource.instance.accountEnabled) throw refusal(500014, { resource: asked.identifier });
    if (client.instance === undefined) throw refusal(7000229, { appId: client.definition.appId, tenant: tenant.id });
    const roles = await requireAdmission(dependencies, request, resource, client.instance.id);
    const audience = accessTokenAudience(dependencies, resource, asked.identifier);
    const uti = dependencies.entropy.bytes(16).toString('base64url');
    const result: GrantResult = {
      scope: null,
      resource: asked.identifier,
      clientInfo: null,
      issuance: {
        idToken: null,
        refresh: null,
        spend: null,
        presented: null,
        accessToken: {
          baseUrl: dependencies.baseUrl,
          tenantId: tenant.id,
          ...audience,
          issuedAt: now,
          uti,
          client: {
            appId: client.definition.appId,
            displayName: client.definition.displayName,
            strength: proof.strength,
            isFederated: proof.federatedCredentialId !== null,
          },
          subject: { kind: 'application', servicePrincipalId: client.instance.id },
          roles,
          person: null,
          signInName: null,
          methods: [],
          authenticatedAt: null,
          sid: null,
          ipAddress: request.http.remoteAddress,
          tenantCountry: tenant.countryLetterCode,
          clientCapabilities: parseClaimsRequest(request.parameters.get('claims')).clientCapabilities,
          loginHint: null,
          tenantLanguage: tenant.preferredLanguage,
          tenantCreatedAt: Date.parse(tenant.createdDateTime),
          mapped: await mapAccessToken(
            dependencies,
            { tenant, user: null, roles, client },
            resource,
            audience.audience,
          ),
        },
        signIn: signInRecord(request.http, now, {
          tenant,
          eventType: 'servicePrincipal',
          client,
          resource,
          proof,
          uti,
        }),
      },
    };
    return result;
  },
};

/**
 * Exactly one `{resource}/.default`, or one `resource`. OpenID scopes beside it are ignored: SDKs append them.
 * @throws OAuthFault AADSTS900144, AADSTS1002012, and those of `requestedAccess`
 */
function requireOneApi({ dialect, parameters }: AuthenticatedRequest, graphAlias: string): ResourceScopes {
  const access = requestedAccess(dialect, parameters, [graphAlias]);
  const [first, ...others] = access?.scope.resources ?? [];
  if (access === undefined || (dialect === 1 && first === undefined))
    throw refusal(900144, { parameter: dialect === 1 ? 'resource' : 'scope' });
  if (first === undefined || others.length > 0 || !first.isDefault)
    throw refusal(1002012, { scope: parameters.get('scope') ?? '' });
  return first;
}

/** The granted app roles; none is fine unless the API takes only who is assigned to it. @throws OAuthFault AADSTS501051 */
async function requireAdmission(
  { facts }: OAuthDependencies,
  { tenant, client }: AuthenticatedRequest,
  resource: ResourceFacts,
  clientInstanceId: NonNullable<AuthenticatedRequest['client']['instance']>['id'],
): Promise<readonly string[]> {
  const instance = resource.instance;
  if (instance === undefined) return [];
  const roles = await facts.listRoleValues(tenant.id, [clientInstanceId], { id: instance.id, appId: resource.appId });
  const isAssigned =
    roles.length > 0 ||
    (instance.appRoleAssignmentRequired && (await facts.isAssigned(tenant.id, [clientInstanceId], instance.id)));
  if (!isAdmitted({ required: instance.appRoleAssignmentRequired, isAssigned }))
    throw refusal(501051, {
      appId: client.definition.appId,
      appName: client.definition.displayName,
      resourceId: resource.appId,
      resourceName: resource.displayName,
    });
  return roles;
}
