import type { DeviceDecision, KnownDevice } from '../device/store.ts';
import { refusal } from '../fault.ts';
import { parseClaimsRequest } from '../rules/claims-request.ts';
import { parseScope } from '../rules/scope.ts';
import { authorityKey } from './authorization-code.ts';
import { delegatedResult } from './delegated-result.ts';
import { firstRefreshToken } from './first-refresh-token.ts';
import type { Grant } from './grant.ts';
import { requireActivePerson } from './person.ts';

/**
 * A device asks whether its person has answered, and gets its tokens once they have. The answers on the way are Entra's, not those of
 * RFC 8628: `authorization_declined` in place of `access_denied`, and never `slow_down`, which clients of Entra take for the end.
 * @spec RFC 8628 §3.4, §3.5; sts reference 4.6
 */
export const deviceCodeGrant: Grant<KnownDevice | undefined> = {
  eventType: 'nonInteractiveUser',
  protocol: 'deviceCode',

  async locate({ reads, keyring }, { parameters }) {
    // Older tools send the code by the name `code` alone.
    const deviceCode = parameters.get('device_code') ?? parameters.get('code');
    if (deviceCode === undefined) throw refusal(900144, { parameter: 'device_code' });
    for (const hash of keyring.tokenHashes(deviceCode)) {
      const found = await reads.deviceCodes.findByDeviceCode(hash);
      if (found !== undefined) return found;
    }
    return undefined;
  },

  tenantOf: (found) => (found?.decision?.kind === 'approved' ? found.decision.tenantId : undefined),

  platformOf: (found, appId) => (found === undefined || found.appId === appId ? 'none' : undefined),

  async redeem(dependencies, request, device) {
    const { client, now } = request;
    if (device === undefined || device.appId !== client.definition.appId || device.redeemedAt !== null)
      throw refusal(70018, {});
    if (device.authority !== authorityKey(request.authority)) throw refusal(700005, {});
    if (device.expiresAt <= now) throw refusal(70020, {});
    const decision = requireApproval(device.decision);
    const user = await requireActivePerson(dependencies, request, decision, decision.authenticatedAt);
    const { methods, authenticatedAt, sid, familyId } = decision;
    const access = parseScope(device.scopes.join(' '), [dependencies.baseUrl]);
    const context = { methods, authenticatedAt, sid };
    return delegatedResult(dependencies, request, {
      person: {
        user,
        context,
        clientCapabilities: parseClaimsRequest(request.parameters.get('claims') ?? device.claims ?? undefined)
          .clientCapabilities,
      },
      scope: { openid: access.openid, resources: access.resources.slice(0, 1) },
      nonce: null,
      authTimeRequested: false,
      spend: { kind: 'deviceCode', hash: device.deviceCodeHash, familyId },
      presented: null,
      signIn: { eventType: 'nonInteractiveUser', protocol: 'deviceCode' },
      refresh: firstRefreshToken(request, {
        ...context,
        user,
        openid: access.openid,
        dialect: device.dialect,
        familyId,
        platform: 'none',
        scopes: device.scopes,
      }),
    });
  },
};

/** @throws OAuthFault AADSTS70016 nobody has answered yet; AADSTS70018 as `authorization_declined` when the person declined */
function requireApproval(decision: DeviceDecision | null): Extract<DeviceDecision, { kind: 'approved' }> {
  if (decision === null) throw refusal(70016, {});
  // Which number goes with a declined device is not documented; the `error` is what clients act on.
  if (decision.kind === 'declined') throw refusal(70018, {}, { oauthError: 'authorization_declined' });
  return decision;
}
