import { type AadstsOwner, aadstsEntry, isAadstsCode } from '../../catalogue/index.ts';
import { GraphRefusal, type RemoteFault, type RemoteFaultCode, TokenRefusal } from '../../remote/index.ts';
import { adviseOnGraph } from './graph-advice.ts';

/** What to do about a refusal. */
export interface Advice {
  /** One sentence. */
  readonly fix: string;
  /** The object to change, where it is known. */
  readonly owner: AadstsOwner | undefined;
}

const byCode: Readonly<Record<Exclude<RemoteFaultCode, 'TokenRefused' | 'GraphRefused'>, string | undefined>> = {
  AddressUnusable: 'Credentials travel over TLS only: give the https address of the token service.',
  Unreachable: 'Start the platform with "npm start", or give the right address with --url.',
  CertificateUntrusted:
    'Name the file of the authority in NODE_EXTRA_CA_CERTS; quickstart.env in the data folder of a platform does it.',
  TimedOut: 'Try again; if it stays so, look at the log of the server.',
  AnswerUnexpected: 'Check that the address is that of a tenant, and that no proxy answers in its place.',
  SignInFailed: undefined,
  NotFound: 'List what there is with "entrada app list".',
  Ambiguous: undefined,
  PermissionUnknown: undefined,
  Interrupted: undefined,
};

/** @returns what to do about a refusal by a tenant; undefined where its message already says it */
export function adviseOn(fault: RemoteFault): Advice | undefined {
  if (fault instanceof TokenRefusal) {
    const code = fault.facts.aadstsCodes.find(isAadstsCode);
    if (code === undefined) return undefined;
    const { fix, owner } = aadstsEntry(code);
    return { fix, owner };
  }
  if (fault instanceof GraphRefusal) return { fix: adviseOnGraph(fault.facts), owner: undefined };
  const fix = fault.code === 'TokenRefused' || fault.code === 'GraphRefused' ? undefined : byCode[fault.code];
  return fix === undefined ? undefined : { fix, owner: undefined };
}
