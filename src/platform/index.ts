/**
 * Platform: where everything is put together.
 *
 * Owns: settings and where they come from, the data folder with its keys and certificates, the order in which a server is put
 * together and taken apart, the first tenant, seeds, background jobs, the log, what an operator does on the database itself.
 * Does not own: any protocol, any rule of the directory, how a command line looks.
 * Hands over to: `http` to serve; `cli` and `testing` start it.
 */

export { type ComposeOptions, compose, type Platform } from './compose.ts';
export { type Config, databaseName } from './config/config.ts';
export { type ConfigFlag, configFlags } from './config/config-flags.ts';
export type { Flags } from './config/given-by-caller.ts';
export type { OptionName } from './config/options.ts';
export { environmentVariable, loadProcessConfig } from './config/process-config.ts';
export type { FederationSettings } from './federation/federation-settings.ts';
export type { Foundation } from './foundation.ts';
export {
  changeMasterKeyOffline,
  type KeyRotation,
  listKeysOffline,
  type MasterKeyChange,
  type RetiredKey,
  type RotatablePurpose,
  retireKeyOffline,
  rotateKeyOffline,
} from './key-commands.ts';
export { type LoadedRemoteSettings, loadRemoteSettings } from './load-remote-settings.ts';
export { type BufferedSink, type LogSink, standardOutput } from './log/log-sink.ts';
export { createLogger } from './log/logger.ts';
export { openAll } from './opened.ts';
export {
  createTenantOffline,
  createUserOffline,
  type PasswordReset,
  resetPasswordOffline,
} from './operator-commands.ts';
export { type RemoteFlags, RemoteSettingsFault } from './remote-settings.ts';
export { readSeed } from './seed/read-seed.ts';
export type { Announcement, FirstTenant } from './setup/first-tenant.ts';
export { inTenant, platformContext } from './setup/platform-context.ts';
export { planTenant, setUpTenant, type TenantPlan, type TenantWish } from './setup/set-up-tenant.ts';
export { StartFault, type StartFaultCode } from './start-fault.ts';
export { startFaultOf } from './start-fault-of.ts';
export { type Server, startServer } from './start-server.ts';
export { type TokenServiceSettings, tenantSettingsOffline } from './tenant-settings.ts';
export { createAuthority, issueServerCertificate } from './tls/certificate-authority.ts';
