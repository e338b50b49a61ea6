import { buildApplication, buildRouteMap, text_en } from '@stricli/core';
import { adminResetPasswordCommand } from './commands/admin-reset-password.ts';
import { appRoutes } from './commands/app/app-routes.ts';
import { errorCommand } from './commands/error/error.ts';
import { keysRoutes } from './commands/keys/keys-routes.ts';
import { startCommand } from './commands/start.ts';
import { tenantCreateCommand } from './commands/tenant-create.ts';
import { tenantSettingsCommand } from './commands/tenant-settings.ts';
import { tokenRoutes } from './commands/token/token-routes.ts';
import { userCreateCommand } from './commands/user-create.ts';
import { exitCodeOf, sayFailure } from './output/say-failure.ts';
import { version } from './version.ts';

/** Every command. A command declares its flags here and now, and loads what it runs only when it is run. */
const commands = buildRouteMap({
  routes: {
    start: startCommand,
    app: appRoutes,
    token: tokenRoutes,
    error: errorCommand,
    tenant: buildRouteMap({
      routes: { create: tenantCreateCommand, settings: tenantSettingsCommand },
      docs: { brief: 'Manage tenants' },
    }),
    user: buildRouteMap({ routes: { create: userCreateCommand }, docs: { brief: 'Manage users' } }),
    keys: keysRoutes,
    admin: buildRouteMap({
      routes: { resetPassword: adminResetPasswordCommand },
      docs: { brief: 'Help administrators who cannot sign in' },
    }),
  },
  docs: { brief: 'An identity platform that speaks the wire protocols of Microsoft Entra' },
});

/** The command line. */
export const program = buildApplication(commands, {
  name: 'entrada',
  versionInfo: { currentVersion: version },
  scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
  // Errors are one plain line, whatever the terminal; what commands show is painted by themselves.
  documentation: { disableAnsiColor: true, onlyRequiredInUsageLine: true },
  localization: {
    text: {
      ...text_en,
      exceptionWhileRunningCommand: sayFailure,
      exceptionWhileLoadingCommandFunction: sayFailure,
      commandErrorResult: sayFailure,
    },
  },
  determineExitCode: exitCodeOf,
});
