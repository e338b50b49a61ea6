import type { AuditTarget } from '../../../activity/index.ts';
import type { Entropy, TenantId } from '../../../kernel/index.ts';
import type { DirectoryStores } from '../../store.ts';
import { type Actor, type CommandContext, platformActor } from '../context.ts';
import type { Activity } from './activities.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Writes an audit record in the unit of work of the change it tells of.
 * @param targets the object that changed first, then what it was changed about
 * @param additionalDetails beside the client and its user agent
 * @spec Graph resource directoryAudit
 */
export async function writeAudit(
  stores: DirectoryStores,
  context: CommandContext,
  activity: Activity,
  targets: readonly AuditTarget[],
  additionalDetails: readonly { readonly key: string; readonly value: string }[] = [],
): Promise<void> {
  await append(stores, context, {
    tenantId: context.tenantId,
    actor: context.actor,
    activity,
    targets,
    additionalDetails,
  });
}

/** Writes an audit record in another tenant that a change reaches. Who made it is that tenant's secret: it shows the platform. */
export async function writeAuditElsewhere(
  stores: DirectoryStores,
  context: CommandContext,
  tenantId: TenantId,
  activity: Activity,
  targets: readonly AuditTarget[],
  additionalDetails: Entry['additionalDetails'] = [],
): Promise<void> {
  const actor = tenantId === context.tenantId ? context.actor : platformActor;
  await append(stores, context, { tenantId, actor, activity, targets, additionalDetails });
}

interface Entry {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  readonly activity: Activity;
  readonly targets: readonly AuditTarget[];
  readonly additionalDetails: readonly { readonly key: string; readonly value: string }[];
}

async function append(stores: DirectoryStores, context: CommandContext, entry: Entry): Promise<void> {
  const { actor, activity } = entry;
  await stores.audit.append({
    tenantId: entry.tenantId,
    id: auditId(context.correlationId, context.entropy),
    activityAt: context.clock.now(),
    activityDisplayName: activity.name,
    category: activity.category,
    loggedByService: 'Core Directory',
    operationType: activity.operationType,
    result: 'success',
    resultReason: '',
    correlationId: context.correlationId,
    initiatedBy: actor.user ? { user: actor.user } : actor.app ? { app: actor.app } : {},
    targetResources: entry.targets,
    additionalDetails: [...detailsOf(actor), ...entry.additionalDetails],
  });
}

function auditId(correlationId: string, entropy: Entropy): string {
  const bytes = entropy.bytes(9);
  const letters = [...bytes.subarray(0, 5)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return `Directory_${correlationId}_${letters}_${bytes.readUInt32BE(5)}`;
}

function detailsOf(actor: Actor): readonly { readonly key: string; readonly value: string }[] {
  const userAgent = actor.userAgent === undefined ? [] : [{ key: 'User-Agent', value: actor.userAgent }];
  const client = actor.app?.appId ? [{ key: 'AppId', value: actor.app.appId }] : [];
  return [...userAgent, ...client];
}
