import { DirectoryFault, type DirectoryFaultCode } from '../directory/index.ts';
import { Fault } from '../kernel/index.ts';
import { KeyringFault, type KeyringFaultCode } from '../keyring/index.ts';
import type { GraphAnswer } from './answer.ts';
import type { RequestIds } from './dependencies.ts';
import { GraphFault, type GraphFaultCode } from './fault.ts';
import { ODataFault, type ODataFaultCode } from './odata/index.ts';

/** How a refusal looks on the wire. */
interface WireError {
  readonly status: number;
  readonly code: string;
  /** The code of the one entry in `details`, where clients look for it. */
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const badRequest: WireError = { status: 400, code: 'Request_BadRequest' };
const malformed: WireError = { status: 400, code: 'BadRequest' };
const unsupported: WireError = { status: 400, code: 'Request_UnsupportedQuery' };
const notFound: WireError = { status: 404, code: 'Request_ResourceNotFound' };
const denied: WireError = { status: 403, code: 'Authorization_RequestDenied' };
const unauthenticated: WireError = { status: 401, code: 'InvalidAuthenticationToken' };

/** @spec Graph errors: status, code, when */
const directoryErrors: Readonly<Record<DirectoryFaultCode, WireError>> = {
  NotFound: notFound,
  InvalidReference: badRequest,
  Conflict: { status: 409, code: 'Request_MultipleObjectsWithSameKeyValue', detail: 'ObjectConflict' },
  DuplicateValue: { ...badRequest, detail: 'ObjectConflict' },
  AlreadyLinked: badRequest,
  NotLinked: badRequest,
  AlreadyAssigned: { ...badRequest, detail: 'InvalidUpdate' },
  InvalidValue: badRequest,
  MissingValue: badRequest,
  ReadOnly: badRequest,
  CannotDeleteEnabledEntitlement: { status: 400, code: 'CannotDeleteOrUpdateEnabledEntitlement' },
  HostNotVerified: { status: 400, code: 'HostNameNotOnVerifiedDomain' },
  NoBackingApplication: { ...badRequest, detail: 'NoBackingApplicationObject' },
  UnknownClientApplication: { status: 400, code: 'InvalidAppId' },
  UnknownPermission: { status: 400, code: 'InvalidValue' },
  InvalidKeyEndDate: { status: 400, code: 'KeyCredentialsInvalidEndDate' },
  InvalidFederatedCredential: { status: 400, code: 'InvalidFederatedIdentityCredentialValue' },
  KeyNotUpdatable: { ...badRequest, detail: 'KeyNotUpdatable' },
  LimitExceeded: { status: 403, code: 'Directory_QuotaExceeded' },
  DependencyExists: badRequest,
  Forbidden: denied,
};

/** @spec Graph errors; the wire code observed stands beside each code of `ODataFaultCode` */
const odataErrors: Readonly<Record<ODataFaultCode, WireError>> = {
  PathMalformed: malformed,
  VersionUnknown: malformed,
  ReferenceMalformed: badRequest,
  QueryMalformed: malformed,
  OptionUnknown: malformed,
  OptionRepeated: malformed,
  OptionInvalid: malformed,
  OptionUnsupported: badRequest,
  FilterMalformed: malformed,
  SelectExpandMalformed: malformed,
  OrderByMalformed: malformed,
  SearchMalformed: badRequest,
  PageSizeOutOfRange: unsupported,
  QueryUnsupported: unsupported,
  CountUnsupported: badRequest,
  PageTokenInvalid: { status: 400, code: 'Directory_ExpiredPageToken' },
};

const graphErrors: Readonly<Record<GraphFaultCode, WireError>> = {
  TokenMissing: unauthenticated,
  TokenInvalid: unauthenticated,
  ProofInvalid: { status: 401, code: 'Authentication_MissingOrMalformed' },
  Denied: denied,
  BackingApplicationForeign: denied,
  DelegatedOnly: malformed,
  NotFound: notFound,
  SegmentUnknown: malformed,
  MethodNotAllowed: { status: 405, code: 'Request_BadRequest' },
  PayloadMalformed: malformed,
  PropertyUnknown: badRequest,
  PropertyInvalid: badRequest,
  PropertyMissing: badRequest,
  PropertyReadOnly: badRequest,
  QueryUnsupported: unsupported,
  DirectQueryUnsupported: unsupported,
  ExpandUnsupported: { status: 400, code: 'ExpandNotSupported' },
  // Not 429, which SDKs repeat by themselves: the same wrong password would lock for longer.
  PasswordLocked: badRequest,
  BatchMalformed: malformed,
  DependencyFailed: { status: 424, code: 'FailedDependency' },
};

/** Only the queue of password hashing can refuse here; the others are a start's affair. */
const keyringErrors: Readonly<Partial<Record<KeyringFaultCode, WireError>>> = {
  PasswordQueueFull: { status: 429, code: 'TooManyRequests', headers: { 'retry-after': '1' } },
};

const UNAVAILABLE: WireError = { status: 503, code: 'serviceNotAvailable', headers: { 'retry-after': '5' } };
const BUG: WireError = { status: 500, code: 'InternalServerError' };

/** Links that are addressed by `$ref`: clients wait while what they name answers 404. */
const LINKS = new Set(['owners', 'members', 'tokenLifetimePolicies', 'claimsMappingPolicies']);

/** A refusal ready to be sent. */
export interface RenderedError {
  readonly answer: GraphAnswer;
  /** Whether somebody has to look at it: a bug, or a part of the platform that cannot serve. */
  readonly isOurs: boolean;
}

/**
 * What the caller reads of an error. Of a bug, or of a database that cannot serve, it is nothing but the ids to ask by.
 * @param now milliseconds since the Unix epoch
 */
export function renderError(error: unknown, ids: RequestIds, now: number): RenderedError {
  const wire = wireErrorOf(error);
  if (wire === undefined || !(error instanceof Fault)) {
    const isFault = error instanceof Fault;
    const message = isFault ? 'The service is temporarily unavailable.' : 'Internal server error.';
    return { answer: errorAnswer(isFault ? UNAVAILABLE : BUG, { message }, ids, now), isOurs: true };
  }
  return { answer: errorAnswer(wire, error, ids, now), isOurs: false };
}

function wireErrorOf(error: unknown): WireError | undefined {
  if (error instanceof GraphFault) return graphErrors[error.code];
  if (error instanceof ODataFault) return odataErrors[error.code];
  if (error instanceof KeyringFault) return keyringErrors[error.code];
  if (!(error instanceof DirectoryFault)) return undefined;
  const isLink = LINKS.has(error.target ?? '');
  if (error.code === 'InvalidReference' && isLink) return notFound;
  // Who asks for an owner to be removed who is none made a bad request; any other link that is not there is not found.
  return error.code === 'NotLinked' && isLink && error.target !== 'owners' ? notFound : directoryErrors[error.code];
}

function errorAnswer(
  { status, code, detail, headers = {} }: WireError,
  { message, target }: { readonly message: string; readonly target?: string | undefined },
  { requestId, correlationId }: RequestIds,
  now: number,
): GraphAnswer {
  const details =
    detail === undefined
      ? {}
      : {
          details: [{ code: detail, message, target: target ?? 'None', blockedWord: '', prefix: '', suffix: '' }],
        };
  const innerError = {
    date: new Date(now).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
    'request-id': requestId,
    'client-request-id': correlationId,
  };
  return {
    status,
    body: { error: { code, message, ...details, innerError } },
    headers: status === 401 ? { ...headers, ...challenge(code) } : headers,
  };
}

/** @spec RFC 6750 §3 */
function challenge(code: string): Readonly<Record<string, string>> {
  return {
    'www-authenticate': `Bearer realm="", error="invalid_token", error_description="${code}", client_id="00000003-0000-0000-c000-000000000000"`,
  };
}
