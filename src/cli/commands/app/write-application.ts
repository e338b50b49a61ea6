import { systemClock } from '../../../kernel/index.ts';
import type {
  CertificateThumbprints,
  FoundApplication,
  RemoteApplication,
  RemoteCredential,
  RemoteFederatedCredential,
  RemoteServicePrincipal,
} from '../../../remote/index.ts';
import { type Fact, writeFacts } from '../../output/facts.ts';
import { printable } from '../../output/printable.ts';
import { daysUntil, paintOfDays, sayDays } from '../../output/remaining-time.ts';
import type { Terminal } from '../../output/terminal.ts';
import { sayAudience } from './audience.ts';

/** What a definition proves itself with, besides secrets. */
export interface Evidence {
  readonly certificates: readonly CertificateThumbprints[];
  readonly federated: readonly RemoteFederatedCredential[];
}

/** Shows the two objects of an application, and says of each what it is. */
export function writeApplication(
  terminal: Terminal,
  { appId, definition, instance }: FoundApplication,
  evidence: Evidence,
): void {
  const { paint, line } = terminal;
  line(paint.bold(printable(definition?.displayName ?? instance?.displayName ?? appId)));
  writeFacts(terminal, [['Application id', `${paint.accent(appId)} ${paint.dim('(both objects share it)')}`]]);
  line();
  line(`${paint.bold('Definition')}  ${paint.dim('application object: what it is, in every tenant')}`);
  if (definition === undefined) line('  In another tenant, which owns it.');
  else writeFacts(terminal, definitionFacts(terminal, definition, evidence));
  line();
  line(`${paint.bold('Instance')}  ${paint.dim('service principal: how this tenant uses it')}`);
  if (instance === undefined) line('  None here: nobody can sign in to it, and nothing can be granted to it.');
  else writeFacts(terminal, instanceFacts(terminal, instance));
  line();
}

function definitionFacts(
  terminal: Terminal,
  definition: RemoteApplication,
  { certificates, federated }: Evidence,
): Fact[] {
  const { web, spa, publicClient, api, appRoles } = definition;
  return [
    ['Object id', definition.id],
    ['Who signs in', sayAudience(definition.signInAudience)],
    ['Redirect URIs', ...addresses('web', web), ...addresses('spa', spa), ...addresses('public', publicClient)],
    ['Identifier URIs', ...definition.identifierUris.map(printable)],
    ['Offers scopes', ...api.oauth2PermissionScopes.map(({ value, isEnabled }) => offered(value, isEnabled))],
    [
      'Offers roles',
      ...appRoles.map(({ value, isEnabled, allowedMemberTypes }) =>
        offered(`${value ?? ''} (${allowedMemberTypes.join(', ')})`, isEnabled),
      ),
    ],
    [
      'Token version',
      definition.identifierUris.length === 0 ? undefined : (api.requestedAccessTokenVersion ?? 1).toFixed(0),
    ],
    ...credentialFacts(terminal, definition, certificates),
    ['Trusts', ...federated.map(sayFederated)],
  ];
}

function instanceFacts(terminal: Terminal, instance: RemoteServicePrincipal): Fact[] {
  const { paint } = terminal;
  return [
    ['Object id', instance.id],
    ['Kind', instance.servicePrincipalType ?? undefined],
    ['Enabled', instance.accountEnabled ? 'yes' : paint.warn('no: nobody gets a token for it')],
    ['Assignment', instance.appRoleAssignmentRequired ? 'required: only who is assigned may use it' : 'not required'],
    ['Owner tenant', instance.appOwnerOrganizationId ?? undefined],
    ...credentialFacts(terminal, instance),
  ];
}

const addresses = (platform: string, { redirectUris }: { readonly redirectUris: readonly string[] }): string[] =>
  redirectUris.map((uri) => `${platform.padEnd(6)} ${printable(uri)}`);

const offered = (value: string | null, isEnabled: boolean): string =>
  `${printable(value ?? '')}${isEnabled ? '' : ' (disabled)'}`;

function credentialFacts(
  terminal: Terminal,
  holder: {
    readonly passwordCredentials: readonly RemoteCredential[];
    readonly keyCredentials: readonly RemoteCredential[];
  },
  certificates: readonly CertificateThumbprints[] = [],
): Fact[] {
  const say = (one: RemoteCredential): string => sayCredential(terminal, one);
  return [
    ['Secrets', ...holder.passwordCredentials.map(say)],
    [
      'Certificates',
      ...holder.keyCredentials.flatMap((one) => [
        say(one),
        ...certificates.filter(({ keyId }) => keyId === one.keyId).flatMap(sayThumbprints),
      ]),
    ],
  ];
}

const sayThumbprints = ({ thumbprint, thumbprintSha256 }: CertificateThumbprints): string[] => [
  `  SHA-256 ${thumbprintSha256}`,
  `  SHA-1   ${thumbprint}`,
];

function sayCredential({ paint }: Terminal, { displayName, keyId, endDateTime }: RemoteCredential): string {
  const days = daysUntil(endDateTime, systemClock.now());
  const ends = `${days !== undefined && days < 0 ? 'ended' : 'ends'} ${sayDays(days)}`;
  return `${printable(displayName ?? keyId ?? '')}  ${paintOfDays(days, paint)(ends)}`;
}

/** On v1.0 an expression is not shown: then there is no subject. */
function sayFederated({ name, issuer, subject }: RemoteFederatedCredential): string {
  return printable(`${name}  ${subject ?? 'by an expression'}, of ${issuer}`);
}
