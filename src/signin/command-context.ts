import type { CommandContext, User } from '../directory/index.ts';
import { type CorrelationId, Redacted, singleHeader } from '../kernel/index.ts';
import { generateClientSecret } from '../keyring/index.ts';
import type { StepContext } from './steps/step.ts';

/** The directory's commands, in the name of the person who answers and through the client that asked. */
export function commandContext(
  { dependencies, http, request }: Pick<StepContext, 'dependencies' | 'http' | 'request'>,
  user: User,
): CommandContext {
  const { clock, entropy, keyring, passwords, unitOfWork } = dependencies;
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
      generate: () => new Redacted(generateClientSecret(entropy)),
      hash: (secret) => keyring.hashSecret(secret.reveal()),
    },
    passwords: {
      hash: (password) => passwords.hash(password.reveal()),
      verify: (password, stored) => passwords.verify(password.reveal(), stored),
    },
  };
}
