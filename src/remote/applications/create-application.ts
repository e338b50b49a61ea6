import { z } from 'zod';
import { type Clock, type Entropy, Fault, Redacted } from '../../kernel/index.ts';
import { GraphRefusal, RemoteFault } from '../fault.ts';
import {
  applicationShape,
  newSecretShape,
  type RemoteApplication,
  type RemoteServicePrincipal,
  servicePrincipalShape,
} from '../graph/entities.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import { type ApplicationWish, isApi, renderNewApplication } from './new-application.ts';
import { type ResolvedPermission, resolvePermissions } from './resolve-permission.ts';

/** What the creation needs. */
export interface CreationMeans {
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Waits before an object just created is looked for again. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Told what happens next. */
  readonly onStep: (step: string) => void;
}

/** What exists now. Filled step by step: of a creation that stopped it tells how far it came. */
export interface CreatedApplication {
  definition?: RemoteApplication;
  instance?: RemoteServicePrincipal;
  identifierUri?: string;
  secret?: { readonly keyId: string; readonly text: Redacted; readonly endDateTime: string | null };
  /** Permissions that it asks for. */
  readonly asked: readonly ResolvedPermission[];
  /** Those of them that are recorded as granted. */
  readonly granted: ResolvedPermission[];
}

/** A creation that stopped on the way. What was made stays: taking it back could fail as well. */
export class CreationInterrupted extends RemoteFault {
  readonly created: CreatedApplication;
  readonly step: string;

  constructor(stopped: { readonly step: string; readonly created: CreatedApplication }, { cause }: { cause: Fault }) {
    super('Interrupted', cause.message, { cause });
    this.step = stopped.step;
    this.created = stopped.created;
  }
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** How often, and after how long, an object is looked for that a replica does not know yet. */
const pausesMilliseconds = [500, 1_000, 2_000, 4_000, 8_000] as const;

/**
 * Creates a definition with its instance, and what else is wished. Names are resolved first, so that a misspelled permission
 * leaves nothing behind.
 * @throws RemoteFault before anything exists; CreationInterrupted afterwards
 */
export async function createApplication(wish: ApplicationWish, means: CreationMeans): Promise<CreatedApplication> {
  const { graph, entropy, onStep } = means;
  if (wish.permissions.length > 0) onStep('Looking up the permissions');
  const permissions = await resolvePermissions(graph, wish.permissions);

  onStep('Creating the definition (application)');
  const body = renderNewApplication(wish, permissions, entropy);
  const definition = await graph.post('/applications', body, applicationShape);
  const created: CreatedApplication = { definition, asked: permissions, granted: [] };
  const run = async (step: string, act: () => Promise<void>): Promise<void> => {
    onStep(step);
    try {
      await act();
    } catch (error) {
      if (error instanceof Fault) throw new CreationInterrupted({ step, created }, { cause: error });
      throw error;
    }
  };

  if (isApi(wish)) {
    await run('Setting the identifier URI', async () => {
      const identifierUri = `api://${definition.appId}`;
      await settle(means, () => graph.patch(`/applications/${definition.id}`, { identifierUris: [identifierUri] }));
      created.identifierUri = identifierUri;
    });
  }
  await run('Creating the instance (service principal)', async () => {
    created.instance = await settle(means, () =>
      graph.post('/servicePrincipals', { appId: definition.appId }, servicePrincipalShape),
    );
  });
  const { instance } = created;
  if (wish.grant && instance !== undefined) {
    await run('Recording the consent of an administrator', () =>
      grantPermissions(means, instance.id, permissions, created.granted),
    );
  }
  // Last, so that nothing can fail between a secret and its only reader.
  const { secretDays } = wish;
  if (secretDays !== undefined) {
    await run('Adding a secret', async () => {
      created.secret = await settle(means, () => addSecret(means, definition.id, secretDays));
    });
  }
  return created;
}

async function addSecret({ graph, clock }: CreationMeans, applicationId: string, days: number) {
  const endDateTime = new Date(clock.now() + days * DAY_MILLISECONDS).toISOString();
  const { keyId, secretText, ...rest } = await graph.post(
    `/applications/${applicationId}/addPassword`,
    { passwordCredential: { displayName: 'entrada app create', endDateTime } },
    newSecretShape,
  );
  return { keyId, text: new Redacted(secretText), endDateTime: rest.endDateTime };
}

/** One delegated grant for everybody an API, one role assignment a role. @spec graph reference 2.3 */
async function grantPermissions(
  means: CreationMeans,
  clientId: string,
  permissions: readonly ResolvedPermission[],
  granted: ResolvedPermission[],
): Promise<void> {
  const { graph } = means;
  const delegated = permissions.filter(({ kind }) => kind === 'delegated');
  for (const [resourceId, group] of Map.groupBy(delegated, (permission) => permission.resourceId)) {
    const scope = group.map(({ value }) => value).join(' ');
    await settle(means, () =>
      graph.post('/oauth2PermissionGrants', { clientId, consentType: 'AllPrincipals', resourceId, scope }, z.unknown()),
    );
    granted.push(...group);
  }
  for (const permission of permissions.filter(({ kind }) => kind === 'application')) {
    const { resourceId, permissionId: appRoleId } = permission;
    await settle(means, () =>
      graph.post(
        `/servicePrincipals/${resourceId}/appRoleAssignedTo`,
        { principalId: clientId, resourceId, appRoleId },
        z.unknown(),
      ),
    );
    granted.push(permission);
  }
}

/**
 * Tries again while Graph says that an object just created does not exist: the replica that answers may be behind.
 * @spec graph reference 2.1 (readable only after seconds)
 */
async function settle<Result>({ pause }: CreationMeans, act: () => Promise<Result>): Promise<Result> {
  for (const milliseconds of pausesMilliseconds) {
    try {
      return await act();
    } catch (error) {
      if (!isBehind(error)) throw error;
      await pause(milliseconds);
    }
  }
  return act();
}

function isBehind(error: unknown): boolean {
  if (!(error instanceof GraphRefusal)) return false;
  return error.facts.status === 404 || error.facts.detailCodes.includes('NoBackingApplicationObject');
}
