import { directoryRoleIds } from '../../../src/catalogue/index.ts';
import {
  addApplicationPassword,
  addOwner,
  addServicePrincipalPassword,
  assignDirectoryRole,
  createApplication,
  createAppRoleAssignment,
  createFederatedCredential,
  createGroup,
  createPermissionGrant,
  createPolicy,
  createServicePrincipal,
  linkPolicy,
  type PolicyKind,
  updateApplication,
  updateServicePrincipal,
} from '../../../src/directory/index.ts';
import { systemEntropy } from '../../../src/kernel/index.ts';
import { makeCertificate } from '../../certificates.ts';
import { proofOf } from '../proofs.ts';
import type { Company, World } from '../world.ts';

/** Something of everything, for one operation to work on. Values of the slots of paths, and what bodies need. */
export interface Targets {
  readonly application: string;
  readonly appId: string;
  /** An application without an instance. */
  readonly bareAppId: string;
  readonly servicePrincipal: string;
  readonly appRoleId: string;
  readonly otherRoleId: string;
  readonly applicationKeyId: string;
  readonly instanceKeyId: string;
  /** Certificates of the application and its instance, and the proofs of holding their keys. */
  readonly applicationCertificate: HeldCertificate;
  readonly instanceCertificate: HeldCertificate;
  readonly user: string;
  readonly group: string;
  readonly owner: string;
  readonly member: string;
  /** Somebody who is linked to nothing. */
  readonly stranger: string;
  readonly userAssignment: string;
  readonly groupAssignment: string;
  readonly instanceAssignment: string;
  readonly grant: string;
  /** A federated identity credential of the application. */
  readonly credential: string;
  readonly graph: string;
  readonly role: string;
  readonly template: string;
  readonly organization: string;
  readonly domain: string;
  /** A policy of each kind that is linked with nothing, and one that is linked with what it can be linked with. */
  readonly lifetimePolicy: string;
  readonly mappingPolicy: string;
  readonly linkedLifetimePolicy: string;
  readonly linkedMappingPolicy: string;
  /** A definition with its instance that have no policy. */
  readonly plainApplication: string;
  readonly plainInstance: string;
  readonly object: string;
  readonly audit: string;
  readonly signIn: string;
}

/** A certificate that an object has, with what its holder may send. */
export interface HeldCertificate {
  readonly keyId: string;
  readonly proof: string;
  /** The certificate once more, as a key to add. */
  readonly key: string;
}

const role = (value: string) => ({
  id: systemEntropy.uuid(),
  value,
  displayName: value,
  description: value,
  isEnabled: true,
  allowedMemberTypes: ['User', 'Application'] as const,
});

/** Definitions that are in order. */
export const definitions: Readonly<Record<PolicyKind, string>> = {
  tokenLifetimePolicy: '{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"00:20:00"}}',
  claimsMappingPolicy: '{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"true","ClaimsSchema":[]}}',
};

/** Makes everything anew. */
export async function makeTargets(world: World, company: Company): Promise<Targets> {
  const { context, graph, tenant } = company;
  const [first, second] = [role('First'), role('Second')];
  const alias = systemEntropy.uuid().slice(0, 8);
  const { application } = await createApplication(context, { displayName: `App ${alias}`, appRoles: [first, second] });
  const bare = await createApplication(context, { displayName: `Bare ${alias}` });
  const instance = await createServicePrincipal(context, { appId: application.appId });
  const user = await company.person(`user-${alias}`);
  const stranger = await company.person(`stranger-${alias}`);
  const owners = [user, await company.person(`owner-${alias}`)];
  const group = await createGroup(context, {
    displayName: `Group ${alias}`,
    mailEnabled: false,
    mailNickname: alias,
    securityEnabled: true,
    owners: owners.map(({ id }) => id),
    members: [user.id],
  });
  for (const owned of [
    { id: application.id, kind: 'application' as const },
    { id: instance.id, kind: 'servicePrincipal' as const },
  ]) {
    await addOwner(context, owned, user.id);
  }
  const assign = (principalId: typeof user.id) =>
    createAppRoleAssignment(context, { principalId, resourceId: instance.id, appRoleId: first.id });
  const [userAssignment, groupAssignment, instanceAssignment] = [
    await assign(user.id),
    await assign(group.id),
    await assign(instance.id),
  ];
  const grant = await createPermissionGrant(context, {
    clientId: instance.id,
    consentType: 'AllPrincipals',
    resourceId: graph.id,
    scope: 'User.Read',
  });
  const plain = await createServicePrincipal(context, { appId: bare.application.appId });
  const unlinked = await createApplication(context, { displayName: `Unlinked ${alias}` });
  const policyOf = (kind: PolicyKind) =>
    createPolicy(context, { kind, displayName: `${kind} ${alias}`, definition: [definitions[kind]] });
  const [linkedLifetime, linkedMapping] = [
    await policyOf('tokenLifetimePolicy'),
    await policyOf('claimsMappingPolicy'),
  ];
  for (const target of [
    { id: application.id, kind: 'application' as const },
    { id: instance.id, kind: 'servicePrincipal' as const },
  ])
    await linkPolicy(context, 'tokenLifetimePolicy', target, linkedLifetime.id);
  await linkPolicy(context, 'claimsMappingPolicy', { id: instance.id, kind: 'servicePrincipal' }, linkedMapping.id);
  await assignDirectoryRole(context, { principalId: user.id, roleTemplateId: directoryRoleIds.reportsReader });
  const credential = await createFederatedCredential(context, application.id, {
    name: 'cluster',
    issuer: 'https://cluster.example/',
    subject: 'system:serviceaccount:orders:worker',
    audiences: ['api://AzureADTokenExchange'],
  });
  const certificate = await makeCertificate('P-256', { notBefore: world.clock.now() - 60_000 });
  const keyCredentials = [{ key: certificate.der.toString('base64') }];
  const holders = [
    await updateApplication(context, application.id, { keyCredentials }),
    await updateServicePrincipal(context, instance.id, { keyCredentials }),
  ] as const;
  const held = ({ id, keyCredentials: [key] }: (typeof holders)[number]): HeldCertificate => ({
    keyId: key?.keyId ?? '',
    proof: proofOf(certificate, id, world.clock.now()),
    key: keyCredentials[0]?.key ?? '',
  });
  const [audit] = await world.storage.stores.audit.list(tenant.id, { top: 1 });
  return {
    application: application.id,
    appId: application.appId,
    bareAppId: unlinked.application.appId,
    plainApplication: bare.application.id,
    plainInstance: plain.id,
    lifetimePolicy: (await policyOf('tokenLifetimePolicy')).id,
    mappingPolicy: (await policyOf('claimsMappingPolicy')).id,
    linkedLifetimePolicy: linkedLifetime.id,
    linkedMappingPolicy: linkedMapping.id,
    servicePrincipal: instance.id,
    appRoleId: first.id,
    otherRoleId: second.id,
    applicationKeyId: (await addApplicationPassword(context, application.id)).credential.keyId,
    instanceKeyId: (await addServicePrincipalPassword(context, instance.id)).credential.keyId,
    applicationCertificate: held(holders[0]),
    instanceCertificate: held(holders[1]),
    user: stranger.id,
    group: group.id,
    owner: user.id,
    member: user.id,
    stranger: stranger.id,
    userAssignment: userAssignment.id,
    groupAssignment: groupAssignment.id,
    instanceAssignment: instanceAssignment.id,
    grant: grant.id,
    credential: credential.id,
    graph: graph.id,
    role: directoryRoleIds.reportsReader,
    template: directoryRoleIds.globalAdministrator,
    organization: tenant.id,
    domain: `${tenant.displayName}.example`,
    object: user.id,
    audit: audit?.id ?? '',
    signIn: await recordSignIn(world, company),
  };
}

async function recordSignIn({ storage, clock }: World, { tenant }: Company): Promise<string> {
  const id = systemEntropy.uuid();
  await storage.signInLog.append({
    tenantId: tenant.id,
    id,
    createdAt: clock.now(),
    eventType: 'servicePrincipal',
    correlationId: systemEntropy.uuid() as never,
    errorCode: 0,
    failureReason: null,
    user: null,
    appId: null,
    appDisplayName: null,
    appOwnerTenantId: null,
    servicePrincipalId: null,
    servicePrincipalName: null,
    resourceId: null,
    resourceDisplayName: null,
    resourceServicePrincipalId: null,
    resourceOwnerTenantId: null,
    ipAddress: null,
    userAgent: null,
    clientAppUsed: null,
    clientCredentialType: 'clientSecret',
    credentialKeyId: null,
    credentialThumbprint: null,
    federatedCredentialId: null,
    uniqueTokenIdentifier: null,
    sessionId: null,
    authenticationProtocol: 'oAuth2',
    incomingTokenType: 'none',
    authenticationMethods: [],
    authenticatedAt: null,
    isFreshlyAuthenticated: false,
    scopes: [],
  });
  return id;
}
