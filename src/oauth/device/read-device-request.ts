import { resolveAuthority } from '../authority.ts';
import { type PersonRequest, requireDefinition } from '../authorize/authorize-request.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { parseClaimsRequest } from '../rules/claims-request.ts';
import { parseScope } from '../rules/scope.ts';
import type { KnownDevice } from './store.ts';

/** What a device wants of a person. */
export interface DeviceRequest extends PersonRequest {
  readonly device: KnownDevice;
}

/**
 * A device that waits for an answer, by the code that a person typed, as a request that questions can be asked about.
 * @throws OAuthFault AADSTS70018 no such code; 70019 it has expired; 90120 it was answered already; and those of its authority and
 *   client, which are judged again now
 * @spec RFC 8628 §3.3; sts reference 4.6
 */
export async function readDeviceRequest(
  dependencies: OAuthDependencies,
  userCodeHashes: readonly string[],
): Promise<DeviceRequest> {
  const { baseUrl } = dependencies;
  const device = await waitingDevice(dependencies, userCodeHashes);
  const authority = await resolveAuthority(dependencies.facts, device.segment);
  const definition = await requireDefinition(dependencies, authority, new Map([['client_id', device.appId]]));
  return {
    device,
    authority,
    dialect: device.dialect,
    definition,
    target: null,
    scope: parseScope(device.scopes.join(' '), [baseUrl]),
    scopeTokens: device.scopes,
    prompt: undefined,
    loginHint: undefined,
    sid: undefined,
    domainHint: undefined,
    idTokenHint: undefined,
    maxAge: undefined,
    claims: device.claims,
    claimsRequest: parseClaimsRequest(device.claims ?? undefined),
  };
}

/**
 * The device that shows a code, if it still waits for an answer.
 * @throws OAuthFault AADSTS70018, 70019, 90120
 */
export async function waitingDevice(
  { reads, clock }: Pick<OAuthDependencies, 'reads' | 'clock'>,
  userCodeHashes: readonly string[],
): Promise<KnownDevice> {
  const device = await findDevice({ reads }, userCodeHashes);
  if (device === undefined) throw refusal(70018, {});
  if (device.expiresAt <= clock.now()) throw refusal(70019, {});
  if (device.decision !== null) throw refusal(90120, {});
  return device;
}

async function findDevice(
  { reads }: Pick<OAuthDependencies, 'reads'>,
  hashes: readonly string[],
): Promise<KnownDevice | undefined> {
  for (const hash of hashes) {
    const found = await reads.deviceCodes.findByUserCode(hash);
    if (found !== undefined) return found;
  }
  return undefined;
}
