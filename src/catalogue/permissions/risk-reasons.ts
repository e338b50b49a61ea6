/** Why a permission has its tier, in one sentence each. */
export const riskReasons = {
  'admin-unit': 'Moves a protected account to where weaker administrators may manage it.',
  'agent-identity': 'Creates agent identities, or adds credentials to them.',
  'assign-directory-role': 'Makes any principal a holder of a directory role, up to Global Administrator.',
  'auth-method-policy': 'Enables a sign-in method for the whole tenant that lets accounts be taken over.',
  'content-read': 'Reads mail, files or chats of the whole organization unattended.',
  'content-write': 'Writes, sends or deletes content of users across the organization unattended.',
  'delegated-grant':
    'Grants any client delegated permissions for everybody; the next sign-in of an administrator does the rest.',
  'device-command': 'Runs code or configuration on managed devices, those of administrators too.',
  entitlement: 'Changes the policies by which access is handed out, so that it comes without approval.',
  'federation-trust': 'Changes whose assertions or certificates the tenant believes.',
  'grant-app-permission': 'Gives application permissions to any service principal, itself included, without a prompt.',
  'grant-policy': 'Writes the consent policy that then allows stronger permissions.',
  'group-membership': 'Changes members or owners of groups that carry rights elsewhere.',
  'identity-actions': 'Disables or resets accounts through a security product.',
  'legacy-protocol': 'Reaches the mailbox over a legacy protocol, all of it.',
  'long-lived-session': 'Keeps the access after the user has left; it multiplies every other permission.',
  'metadata-read': 'Reads directory, configuration or report data unattended.',
  'org-write': 'Writes objects or settings of the whole organization unattended.',
  'partner-admin': 'Creates delegated administration by a partner.',
  'policy-write': 'Writes security or access policy of the tenant.',
  provisioning: 'Redirects or edits provisioning, and writes accounts and memberships by it.',
  'resource-scoped': 'Reaches only resources chosen for the app, or objects it owns.',
  'secret-read': 'Reads stored secrets such as recovery keys or local administrator passwords.',
  'security-tool-write': 'Writes alerts, detections or actions of security tooling.',
  'self-basic': 'Signs the user in and reads their basic profile.',
  'sensitive-read': 'Reads what helps an attacker aim: logs, risk, roles, policies, incidents.',
  'take-over-app': 'Adds a credential or owner to another application and acts as it.',
  'take-over-owned-app': 'Adds a credential to applications it owns and acts as them.',
  'take-over-user': 'Sets a way to sign in for another user.',
  'tenant-lockout': 'Blocks, disables or deletes identities for the whole tenant.',
  'user-admin-action': 'Acts with the administrative rights of the signed-in user, whatever they are.',
  'user-attribute': 'Changes attributes of users that decide dynamic memberships.',
  'user-content-read': 'Reads content of the signed-in user.',
  'user-content-write': 'Writes or sends content as the signed-in user.',
  'user-metadata': 'Reads directory or configuration data that the signed-in user can see.',
  'weaken-role-policy':
    'Relaxes the approval, second factor or duration that guard the activation of roles and groups.',
} as const;

/** A reason of `riskReasons`. */
export type RiskReason = keyof typeof riskReasons;

const isRiskReason = (id: string): id is RiskReason => Object.hasOwn(riskReasons, id);

/** Every reason, by its id. */
export const riskReasonIds: readonly RiskReason[] = Object.keys(riskReasons).filter(isRiskReason);
