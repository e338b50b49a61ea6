import data from '../data/permission-risks.json' with { type: 'json' };
import { lazily } from '../lazily.ts';
import { oneOf } from '../one-of.ts';
import type { PermissionKind } from './api-permission.ts';
import { type RiskReason, riskReasonIds } from './risk-reasons.ts';

/** 0 reaches control of the tenant; 1 data or service of the organization; 2 metadata, or a confined part; 3 sign-in and self. */
export type RiskTier = 0 | 1 | 2 | 3;

/** How control is reached: by one call, by a chain with this permission alone, or only together with something else. */
export type ControlPath = 'direct' | 'indirect' | 'conditional';

/** How much harm an illicit consent of a user to the scope does. */
export type ConsentRisk = 'low' | 'medium' | 'high' | 'critical';

/** What a permission can do in the wrong hands. */
export interface PermissionRisk {
  readonly tier: RiskTier;
  readonly reason: RiskReason;
  /** `rule`: judged by the form of its name. `disputed`: sources disagree, the stricter was taken. */
  readonly confidence: 'high' | 'disputed' | 'assumed' | 'rule';
  readonly path?: ControlPath;
  /** Delegated permissions only. */
  readonly consentRisk?: ConsentRisk;
}

const TIERS = [0, 1, 2, 3] as const;
const key = (resourceAppId: string, kind: PermissionKind, value: string) => `${resourceAppId} ${kind} ${value}`;

/** @returns the tier of a number in a data file; an unknown one counts as the worst. */
export function riskTier(tier: number): RiskTier {
  return TIERS.find((known) => known === tier) ?? 0;
}

const risks = lazily(
  (): ReadonlyMap<string, PermissionRisk> =>
    new Map(
      data.flatMap((group) => {
        const risk: PermissionRisk = {
          tier: riskTier(group.tier),
          reason: oneOf(riskReasonIds, group.reason),
          confidence: oneOf(['high', 'disputed', 'assumed', 'rule'], group.confidence),
          ...(group.path === undefined ? {} : { path: oneOf(['direct', 'indirect', 'conditional'], group.path) }),
          ...(group.consentRisk === undefined
            ? {}
            : { consentRisk: oneOf(['low', 'medium', 'high', 'critical'], group.consentRisk) }),
        };
        const kind = oneOf(['delegated', 'application'], group.kind);
        return group.values.split(' ').map((value) => [key(group.api, kind, value), risk] as const);
      }),
    ),
);

interface NameRule {
  readonly kind: PermissionKind;
  readonly pattern: RegExp;
  readonly tier: RiskTier;
  readonly reason: RiskReason;
}

/** How an API that is not in the table is judged: the first rule that fits the name. */
const nameRules: readonly NameRule[] = [
  {
    kind: 'application',
    pattern: /(\.Selected|\.OwnedBy|\.ManagedBy|\.Group|\.Chat|\.User)$/,
    tier: 2,
    reason: 'resource-scoped',
  },
  {
    kind: 'application',
    pattern:
      /(Role|Privileged|PermissionGrant|Application|Credential|AuthMethod|AuthenticationMethod|PasswordProfile|Federation|Domain|Organization|ConditionalAccess|EntitlementManagement|DeviceManagement(Configuration|Scripts|Apps|RBAC)).*(Write|ReadUpdate|Manage|Create)/,
    tier: 0,
    reason: 'policy-write',
  },
  {
    kind: 'application',
    pattern: /(Write|Manage|FullControl|Create|Delete|Update|Send|AsApp|access_as_app|Migrat|Import|Export)/,
    tier: 1,
    reason: 'org-write',
  },
  {
    kind: 'application',
    pattern:
      /(Mail|Files|Sites|Chat|Message|Calendar|Contact|Notes|Recording|Transcript|BitlockerKey|LocalCredential|Secret|Key).*Read/,
    tier: 1,
    reason: 'content-read',
  },
  { kind: 'application', pattern: /^/, tier: 2, reason: 'metadata-read' },
  { kind: 'delegated', pattern: /^(openid|profile|email|offline_access|User\.Read)$/, tier: 3, reason: 'self-basic' },
  {
    kind: 'delegated',
    pattern: /(user_impersonation|access_as_user|\.AccessAsUser\.)/,
    tier: 1,
    reason: 'user-admin-action',
  },
  { kind: 'delegated', pattern: /(Write|Manage|FullControl|Send|Delete)/, tier: 1, reason: 'user-content-write' },
  { kind: 'delegated', pattern: /^/, tier: 2, reason: 'user-metadata' },
];

/**
 * Judges a permission. Our own classification, not Microsoft's.
 * @returns the entry of the table, or a judgement by name with confidence `rule` where the table has none
 */
export function permissionRisk(resourceAppId: string, kind: PermissionKind, value: string): PermissionRisk {
  const known = risks().get(key(resourceAppId, kind, value));
  if (known !== undefined) return known;
  const rule = nameRules.find((candidate) => candidate.kind === kind && candidate.pattern.test(value));
  return { tier: rule?.tier ?? 0, reason: rule?.reason ?? 'org-write', confidence: 'rule' };
}
