import {
  type ClientSecrets,
  type CommandContext,
  type DirectoryStores,
  platformActor,
  type TenantlessContext,
  type UserPasswords,
} from '../../directory/index.ts';
import { type CorrelationId, newGuid, Redacted, type TenantId, type UnitOfWork } from '../../kernel/index.ts';
import { generateClientSecret, type Keyring } from '../../keyring/index.ts';
import type { Foundation } from '../foundation.ts';

/** The platform's own commands: each in a unit of work of its own. One correlation id ties together what belongs together. */
export function platformContext({ storage, clock, entropy, keyring, passwords }: Foundation): TenantlessContext {
  return {
    unitOfWork: storage.unitOfWork,
    clock,
    entropy,
    actor: platformActor,
    correlationId: newGuid<CorrelationId>(entropy),
    secrets: clientSecrets(keyring, entropy),
    passwords: {
      hash: (password) => passwords.hash(password.reveal()),
      verify: (password, stored) => passwords.verify(password.reveal(), stored),
    },
  };
}

function clientSecrets(keyring: Keyring, entropy: Foundation['entropy']): ClientSecrets {
  return {
    generate: () => new Redacted(generateClientSecret(entropy)),
    hash: (secret) => keyring.hashSecret(secret.reveal()),
  };
}

/** The same commands in one tenant. */
export const inTenant = (context: TenantlessContext, tenantId: TenantId): CommandContext => ({ ...context, tenantId });

/**
 * The same commands as steps of one unit of work, so that all of them hold or none. Passwords must have been hashed before:
 * a unit of work holds nothing but store calls.
 */
export function asSteps(
  context: TenantlessContext,
  stores: DirectoryStores,
  passwords: UserPasswords,
): TenantlessContext {
  const unitOfWork: UnitOfWork<DirectoryStores> = { run: (work) => work(stores) };
  return { ...context, unitOfWork, passwords };
}
