import { systemClock } from '../../../kernel/index.ts';
import type { ApplicationWish, CreatedApplication, RemoteTenant } from '../../../remote/index.ts';
import { type Fact, writeFacts } from '../../output/facts.ts';
import { printable } from '../../output/printable.ts';
import { daysUntil, sayDays } from '../../output/remaining-time.ts';
import type { Terminal } from '../../output/terminal.ts';
import { msalSnippet } from './msal-snippet.ts';

/** What there is to tell after a creation. */
export interface Creation {
  readonly wish: ApplicationWish;
  readonly created: CreatedApplication;
  readonly tenant: RemoteTenant;
  readonly secretEnvFile: string | undefined;
}

/** Says what was created, which object each thing belongs to, and what to do next. */
export function writeCreated(terminal: Terminal, creation: Creation): void {
  const { paint, line } = terminal;
  const { wish, created, tenant } = creation;
  const { definition, instance } = created;
  if (definition === undefined) return;
  line(`Registered ${paint.bold(printable(wish.displayName))}`);
  writeFacts(terminal, [
    ['Application id', `${paint.accent(definition.appId)} ${paint.dim('(the client id in code)')}`],
    ['Tenant', tenant.tenant],
  ]);
  line();
  line(`${paint.bold('Definition')}  ${paint.dim('application object: what it is, in every tenant')}`);
  writeFacts(terminal, definitionFacts(terminal, creation, definition.id));
  line();
  line(`${paint.bold('Instance')}  ${paint.dim('service principal: how this tenant uses it')}`);
  writeFacts(terminal, [
    ['Object id', instance?.id],
    ['Granted', ...created.granted.map(({ resource, value, kind }) => printable(`${resource}: ${value} (${kind})`))],
    ['Consent', wish.permissions.length > 0 && !wish.grant ? 'none yet: asked at sign-in, or add --grant' : undefined],
  ]);
  line();
  const snippet = msalSnippet(wish, { appId: definition.appId, tenant, asked: created.asked });
  line(`${paint.bold('Next')}  ${snippet.says}`);
  for (const code of snippet.code) line(`  ${code}`);
}

function definitionFacts({ paint }: Terminal, { wish, created, secretEnvFile }: Creation, objectId: string): Fact[] {
  const { secret } = created;
  const ends = secret && paint.dim(`ends ${sayDays(daysUntil(secret.endDateTime, systemClock.now()))}`);
  return [
    ['Object id', objectId],
    ['Redirect URIs', ...[...wish.web, ...wish.spa, ...wish.publicClient].map(printable)],
    ['Identifier URI', created.identifierUri],
    ['Offers scopes', ...wish.apiScopes.map((value) => `${created.identifierUri ?? ''}/${printable(value)}`)],
    ['Offers roles', ...wish.roles.map(({ value, members }) => `${printable(value)} (${members.join(', ')})`)],
    ['Asks for', ...created.asked.map(({ resource, value, kind }) => printable(`${resource}: ${value} (${kind})`))],
    [
      'Secret',
      secret && (secretEnvFile === undefined ? paint.bold(secret.text.reveal()) : `in ${secretEnvFile}`),
      secret && (secretEnvFile === undefined ? `${ends} ${paint.dim('and is shown this once')}` : ends),
    ],
  ];
}
