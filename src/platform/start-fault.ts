import { Fault, type FaultOptions } from '../kernel/index.ts';

/**
 * Exit codes of a start that fails, after `sysexits.h`: 65 bad data, 69 unavailable, 73 cannot create, 74 input or output,
 * 75 try again later, 77 permissions, 78 configuration.
 */
const exitCodes = {
  UnknownOption: 78,
  InvalidOption: 78,
  ConflictingOptions: 78,
  ConfigFileUnreadable: 78,
  SeedInvalid: 65,
  PortTaken: 69,
  AddressUnavailable: 69,
  DatabaseUnavailable: 69,
  DatabaseDamaged: 65,
  SchemaTooNew: 65,
  DatabaseInUse: 75,
  DataFolderReadOnly: 73,
  DataFolderUnusable: 73,
  DiskFull: 74,
  MasterKeyMissing: 78,
  MasterKeyInvalid: 78,
  MasterKeyMismatch: 78,
  KeyDamaged: 65,
  MasterKeyExposed: 77,
  TlsFilesDamaged: 65,
  FederationFileInvalid: 65,
  OperationRefused: 65,
} as const;

/** Why a start fails. */
export type StartFaultCode = keyof typeof exitCodes;

/** A start that cannot go on, for a reason the operator can mend. Its message is one line that says what to do. */
export class StartFault extends Fault<StartFaultCode> {
  /** The exit code of the process. */
  readonly exitCode: number;

  constructor(code: StartFaultCode, message: string, options: FaultOptions = {}) {
    super(code, message, options);
    this.exitCode = exitCodes[code];
  }
}
