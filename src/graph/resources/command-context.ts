import type { CommandContext } from '../../directory/index.ts';
import type { GraphCall } from '../call.ts';

/**
 * What a command needs to know of a call.
 * @param becomesOwner whether what the caller creates belongs to them
 */
export function commandContext(call: GraphCall, becomesOwner = false): CommandContext {
  const { dependencies, caller, request } = call;
  const { user, client, tenant } = caller;
  return {
    unitOfWork: dependencies.unitOfWork,
    clock: dependencies.clock,
    entropy: dependencies.entropy,
    secrets: dependencies.secrets,
    passwords: dependencies.passwords,
    tenantId: tenant.id,
    correlationId: request.ids.correlationId,
    actor: {
      becomesOwner,
      app: client,
      ...(user === undefined
        ? {}
        : {
            user: {
              id: user.id,
              displayName: user.displayName,
              userPrincipalName: user.userPrincipalName,
              ipAddress: request.remoteAddress,
            },
          }),
      ...(request.userAgent === undefined ? {} : { userAgent: request.userAgent }),
    },
  };
}
