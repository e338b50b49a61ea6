import { Fault } from '../kernel/index.ts';

/** Why a command cannot be run as it was written. */
export type UsageFaultCode =
  | 'TenantMissing'
  | 'ClientMissing'
  | 'SecretMissing'
  | 'ErrorUnknown'
  | 'FileExists'
  | 'FileUnwritable'
  | 'FileUnreadable'
  | 'FlagsConflict'
  | 'NotConfirmed';

/** A command that lacks something only its caller can add. */
export class UsageFault extends Fault<UsageFaultCode> {}
