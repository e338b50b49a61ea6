import type { CommandContext } from '../directory/index.ts';
import { type CorrelationId, singleHeader } from '../kernel/index.ts';
import { generateClientSecret } from '../keyring/index.ts';
import type { StepContext } from './steps/step.ts';

/** The directory's commands, in the name of the person who answers and through the client that asked. */
export function commandContext(
  context: Pick<StepContext, 'dependencies' | 'http' | 'request'> & {
    readonly step: {
      readonly account: {
        readonly user: NonNullable<CommandContext['actor']['user']> & { readonly tenantId: CommandContext['tenantId'] };
      };
    };
  },
): CommandContext {
  const { dependencies, http, request, step } = context;
  const { clock, entropy, keyring, passwords, unitOfWork } = dependencies;
  const { user } = step.account;
  return {
    unitOfWork,
    clock,
    entropy,
    tenantId: user.tenantId,
    correlationId: http.correlationId as CorrelationId,
    actor: {
      user: {
        id: user.id,
        displayName: user.displayName,
        userPrincipalName: user.userPrincipalName,
        ipAddress: http.remoteAddress,
      },
      app: {
        appId: request.definition.appId,
        displayName: request.definition.displayName,
        servicePrincipalId: null,
      },
      becomesOwner: false,
      userAgent: singleHeader(http, 'user-agent'),
    },
    secrets: {
      generate: () => generateClientSecret(entropy),
      hash: (secret) => keyring.hashSecret(secret.reveal()),
    },
    passwords: {
      hash: (password) => passwords.hash(password.reveal()),
      verify: (password, stored) => passwords.verify(password.reveal(), stored),
    },
  };
}
