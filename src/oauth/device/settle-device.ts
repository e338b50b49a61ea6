import type { HttpRequest } from '../../kernel/index.ts';
import type { BrowserSession } from '../../sessions/index.ts';
import type { Granted } from '../authorize/decide.ts';
import { signInHomeOf } from '../authorize/record-refused.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { clientAppOf, signInRecord } from '../sign-in-record.ts';
import type { DeviceRequest } from './read-device-request.ts';

/**
 * Lets a device go on in somebody's name, and records the sign-in, which is interactive here and not where the device polls.
 * @throws OAuthFault AADSTS90120 when somebody else answered in the meantime
 * @spec RFC 8628 §3.3; sts reference 4.6, 9.1
 */
export async function approveDevice(
  { clock, entropy, unitOfWork }: OAuthDependencies,
  http: HttpRequest,
  { device, scopeTokens }: DeviceRequest,
  session: BrowserSession,
  { tenant, client, account, isFreshlyAuthenticated }: Granted,
): Promise<void> {
  const now = clock.now();
  const { sid, methods, authenticatedAt, subject } = account;
  const isFirst = await unitOfWork.run(async ({ deviceCodes, sessions, signIns }) => {
    const approved = {
      kind: 'approved',
      tenantId: tenant.id,
      userId: subject.id,
      sid,
      methods,
      authenticatedAt,
    } as const;
    if (!(await deviceCodes.decide(device.userCodeHash, { ...approved, familyId: entropy.uuid() }))) return false;
    await sessions.touch(session.idHash, { lastUsedAt: now });
    await signIns.append(
      signInRecord(http, now, {
        tenant,
        eventType: 'interactiveUser',
        client,
        user: subject,
        sid,
        home: signInHomeOf(account),
        methods,
        authenticatedAt,
        isFreshlyAuthenticated,
        scopes: scopeTokens,
        clientAppUsed: clientAppOf('none'),
        protocol: 'deviceCode',
      }),
    );
    return true;
  });
  if (!isFirst) throw refusal(90120, {});
}

/**
 * Sends a device away.
 * @throws OAuthFault AADSTS90120 when somebody else answered in the meantime
 */
export async function declineDevice({ unitOfWork }: OAuthDependencies, { device }: DeviceRequest): Promise<void> {
  const isFirst = await unitOfWork.run(({ deviceCodes }) =>
    deviceCodes.decide(device.userCodeHash, { kind: 'declined' }),
  );
  if (!isFirst) throw refusal(90120, {});
}
