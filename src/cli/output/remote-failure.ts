import { adviseOn, DiagnosisFault } from '../../diagnosis/index.ts';
import { RemoteSettingsFault } from '../../platform/index.ts';
import { CreationInterrupted, GraphRefusal, RemoteFault, TokenRefusal } from '../../remote/index.ts';
import { UsageFault } from '../usage-fault.ts';
import { printable } from './printable.ts';

/** Exit codes. @spec sysexits.h EX_USAGE, EX_DATAERR, EX_UNAVAILABLE, EX_CONFIG */
const exits = { refused: 1, usage: 64, data: 65, unavailable: 69, config: 78 } as const;

/**
 * Tells a refusal by a tenant, or on the way to one: what, by whom, which request, what to do.
 * @returns undefined when the error is something else
 */
export function sayRemoteFailure(error: unknown): string | undefined {
  if (error instanceof CreationInterrupted) {
    const { cause, step, created } = error;
    return [
      `entrada: ${step} failed. What was made before it is still there:`,
      ...(created.definition === undefined
        ? []
        : [
            `  definition (application)      ${created.definition.id}`,
            `  application (client) id       ${created.definition.appId}`,
          ]),
      ...(created.instance === undefined ? [] : [`  instance (service principal)  ${created.instance.id}`]),
      sayRemoteFailure(cause) ?? '',
    ].join('\n');
  }
  if (error instanceof RemoteFault) return sayFault(error);
  const isOwn = error instanceof RemoteSettingsFault || error instanceof UsageFault || error instanceof DiagnosisFault;
  return isOwn ? `entrada: ${printable(error.message)}` : undefined;
}

function sayFault(fault: RemoteFault): string {
  const advice = adviseOn(fault);
  const facts: (readonly [string, string | undefined])[] = [];
  if (fault instanceof GraphRefusal) {
    const { status, graphCode, call, requestId, clientRequestId } = fault.facts;
    facts.push(['code', `${graphCode} (HTTP ${status})`], ['call', call], ['target', fault.target]);
    facts.push(['request id', requestId], ['client request id', clientRequestId]);
  }
  if (fault instanceof TokenRefusal) {
    const { error, aadstsCodes, traceId, correlationId } = fault.facts;
    facts.push(['code', [error, ...aadstsCodes.map((code) => `AADSTS${code}`)].join(', ')]);
    facts.push(['trace id', traceId], ['correlation id', correlationId]);
  }
  facts.push(['where', advice?.owner], ['to do', advice?.fix]);
  const told = facts.flatMap(([label, value]) => (value ? [`  ${label.padEnd(17)} ${printable(value)}`] : []));
  return [`entrada: ${who(fault)}${printable(fault.message)}`, ...told].join('\n');
}

function who(fault: RemoteFault): string {
  if (fault instanceof GraphRefusal) return 'Graph refused: ';
  return fault instanceof TokenRefusal ? 'The token service refused: ' : '';
}

/** @returns the exit code of such a failure; undefined when the error is something else */
export function remoteExitCode(error: unknown): number | undefined {
  if (error instanceof UsageFault) return exits.usage;
  if (error instanceof RemoteSettingsFault) return exits.config;
  if (error instanceof DiagnosisFault) return exits.data;
  if (!(error instanceof RemoteFault)) return undefined;
  switch (error.code) {
    case 'Unreachable':
    case 'TimedOut':
    case 'CertificateUntrusted':
    case 'AnswerUnexpected':
      return exits.unavailable;
    case 'AddressUnusable':
      return exits.config;
    default:
      return exits.refused;
  }
}
