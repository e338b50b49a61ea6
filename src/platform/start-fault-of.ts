import { KeyringFault, type KeyringFaultCode } from '../keyring/index.ts';
import { StorageFault, type StorageFaultCode } from '../storage/index.ts';
import { StartFault, type StartFaultCode } from './start-fault.ts';

const ofStorage: Readonly<Record<StorageFaultCode, StartFaultCode>> = {
  InvalidUrl: 'InvalidOption',
  CannotOpen: 'DatabaseUnavailable',
  NotADatabase: 'DatabaseDamaged',
  ForeignDatabase: 'DatabaseDamaged',
  Corrupt: 'DatabaseDamaged',
  ReadOnly: 'DataFolderReadOnly',
  DiskFull: 'DiskFull',
  DiskError: 'DatabaseUnavailable',
  InUse: 'DatabaseInUse',
  Busy: 'DatabaseUnavailable',
  SchemaTooNew: 'SchemaTooNew',
  Unreachable: 'DatabaseUnavailable',
  AccessDenied: 'DatabaseUnavailable',
  Unsupported: 'DatabaseUnavailable',
};

const ofKeyring: Readonly<Partial<Record<KeyringFaultCode, StartFaultCode>>> = {
  MasterKeyInvalid: 'MasterKeyInvalid',
  MasterKeyMismatch: 'MasterKeyMismatch',
  KeyDamaged: 'KeyDamaged',
};

/** The address a server was to listen on. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Says why a start failed, in one line and with an exit code, whichever room refused.
 * @param listening the address, where the error came from listening
 * @returns undefined when the error is no expected refusal but a bug
 */
export function startFaultOf(error: unknown, listening?: ListenAddress): StartFault | undefined {
  if (error instanceof StartFault) return error;
  if (error instanceof StorageFault) return adopt(ofStorage[error.code], error);
  if (error instanceof KeyringFault) return adopt(ofKeyring[error.code], error);
  return listening && error instanceof Error ? listenFault(error, listening) : undefined;
}

function adopt(code: StartFaultCode | undefined, fault: StorageFault | KeyringFault): StartFault | undefined {
  if (code === undefined) return undefined;
  return new StartFault(code, fault.message, {
    cause: fault,
    ...(fault.detail === undefined ? {} : { detail: fault.detail }),
  });
}

function listenFault(cause: NodeJS.ErrnoException, { host, port }: ListenAddress): StartFault | undefined {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new StartFault(
        'PortTaken',
        `Port ${port} on ${host} is taken: stop what uses it, or choose another with --port.`,
        {
          cause,
        },
      );
    case 'EACCES':
      return new StartFault(
        'PortTaken',
        `This user may not listen on port ${port}: choose one above 1023 with --port.`,
        { cause },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartFault(
        'AddressUnavailable',
        `${host} is no address of this machine: choose another with --host.`,
        { cause },
      );
    default:
      return undefined;
  }
}
