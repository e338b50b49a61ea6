import { buildCommand } from '@stricli/core';
import { type ApplicationWish, type PermissionWish, parsePermission, parseRole } from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { remoteFlags } from '../../remote-flags.ts';
import type { AppCreateFlags } from './run-create.ts';

type Role = ApplicationWish['roles'][number];

/** A flag that may be given several times. */
const several = <Value>(parse: (text: string) => Value, placeholder: string, brief: string) =>
  ({ kind: 'parsed', parse, variadic: true, optional: true, placeholder, brief }) as const;

const role = (text: string): Role => {
  const parsed = parseRole(text);
  if (parsed === undefined)
    throw new Error('a role is written value:User, value:Application or value:User,Application');
  return parsed;
};

const permission =
  (kind: PermissionWish['kind']) =>
  (text: string): PermissionWish => {
    const parsed = parsePermission(text, kind);
    if (parsed === undefined)
      throw new Error('a permission is written API:permission, such as Microsoft Graph:User.Read');
    return parsed;
  };

/** `entrada app create` */
export const appCreateCommand = buildCommand<AppCreateFlags, [], CliContext>({
  docs: {
    brief: 'Register an application',
    fullDescription:
      'Creates a definition (application object) and its instance in this tenant (service principal), and what else is asked for. Permissions are looked up by name before anything is created. A secret is shown this once, or written to a file that only you may read.',
    customUsage: [
      "--name 'My app' --web https://app.example/callback --secret",
      "--name 'My page' --spa http://localhost:5173 --permission 'Microsoft Graph:User.Read' --grant",
      '--name Orders --api-scope Orders.Read --role Orders.Process:Application',
      "--name 'Night job' --app-permission 'Orders:Orders.Process' --grant --secret-env-file job.env",
    ],
  },
  parameters: {
    flags: {
      name: { kind: 'parsed', parse: String, placeholder: 'text', brief: 'Its display name' },
      web: several(String, 'URI', 'Redirect URI of a web server'),
      spa: several(String, 'URI', 'Redirect URI of a single-page app'),
      public: several(String, 'URI', 'Redirect URI of a desktop, mobile or command-line app'),
      publicFlows: {
        kind: 'boolean',
        default: false,
        brief: 'Let it sign people in without a redirect URI: by device code, or by password',
      },
      multitenant: { kind: 'boolean', default: false, brief: 'Let other tenants use it' },
      apiScope: several(String, 'value', 'Scope that it offers as an API, such as Orders.Read'),
      role: several(role, 'value:User|Application', 'Role that users or applications may have in it'),
      permission: several(permission('delegated'), 'API:value', 'Delegated permission it asks for, by name'),
      appPermission: several(permission('application'), 'API:value', 'Application permission it asks for, by name'),
      grant: { kind: 'boolean', default: false, brief: "Record an administrator's consent to these permissions" },
      secret: { kind: 'boolean', default: false, brief: 'Add a client secret, good for 180 days, and show it once' },
      secretEnvFile: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'file',
        brief: 'Write the secret to a new file instead, with the ids, as environment variables',
      },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...remoteFlags,
    },
  },
  loader: async () => (await import('./run-create.ts')).runAppCreate,
});
