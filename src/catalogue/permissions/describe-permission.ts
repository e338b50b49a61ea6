import type { ApiPermission } from './api-permission.ts';
import { applicationTexts, delegatedTexts, type WrittenText } from './written-texts.ts';

/** The display texts of a permission, under the names Graph gives them. App roles use the two for administrators. */
export interface PermissionTexts {
  readonly adminConsentDisplayName: string;
  readonly adminConsentDescription: string;
  readonly userConsentDisplayName: string | null;
  readonly userConsentDescription: string | null;
}

const VERBS: Readonly<Record<string, string>> = {
  Read: 'read',
  ReadWrite: 'read and write',
  ReadBasic: 'read basic information of',
  ReadUpdate: 'read and update',
  Write: 'write',
  Send: 'send',
  Create: 'create',
  Delete: 'delete',
  Manage: 'manage',
  FullControl: 'have full control of',
  Invite: 'invite',
  Export: 'export',
};

/** `DeviceManagementApps` → `device management apps`; runs of capitals such as `BitlockerKey` or `IMAP` stay together. */
function words(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word) => (/^[A-Z0-9]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
}

/** What cannot be counted, parts of a larger thing included: 'all case management' is no English. */
const UNCOUNTED =
  /[-A-Z]|\b(\w*(management|ware|work|data|mail)|(?!meeting|setting)\w+ing|content|information|people|health|presence|intelligence|protection|security|sharing|synchronization|discovery|backup|infrastructure|behavior|telemetry|governance|edu curricula|activity feed)$/;

/** `domain` → `all domains` */
function allOf(things: string): string {
  if (UNCOUNTED.test(things)) return `everything in ${things}`;
  if (things.endsWith('s') && !things.endsWith('ss')) return `all ${things}`;
  if (/[^aeiou]y$/.test(things)) return `all ${things.slice(0, -1)}ies`;
  return `all ${things}${/(ss|x|ch|sh)$/.test(things) ? 'es' : 's'}`;
}

function objectPhrase(entity: string, constraint: string | undefined): string {
  switch (constraint) {
    case undefined:
      return words(entity);
    case 'All':
      return allOf(words(entity));
    case 'Shared':
      return `own and shared ${words(entity)}`;
    case 'Selected':
      return `selected ${words(entity)}`;
    case 'OwnedBy':
      return `${words(entity)} that the app owns`;
    case 'AppFolder':
      return `${words(entity)} in the folder of the app`;
    default:
      return `${words(entity)} (${words(constraint)})`;
  }
}

/** A phrase that follows 'Allows the app to', from a value of the form `Entity.Verb.Constraint`. */
function genericPhrase(value: string): string {
  const [entity = value, verb, ...rest] = value.split('.');
  if (verb === undefined) return `use '${words(value)}'`;
  if (verb.startsWith('AccessAs')) return `use everything in ${words(entity)}`;
  const constraint = rest.length === 0 ? undefined : rest.join(' ');
  return `${VERBS[verb] ?? words(verb)} ${objectPhrase(entity, constraint)}`;
}

const capitalised = (phrase: string) => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}`;

function generic(permission: Pick<ApiPermission, 'kind' | 'value'>): WrittenText {
  const phrase = genericPhrase(permission.value);
  if (permission.kind === 'application') return { title: capitalised(phrase), does: phrase };
  return {
    title: capitalised(phrase),
    does: `${phrase} as far as the signed-in user may`,
    userDoes: `${phrase} as far as you may`,
  };
}

/**
 * What to say of a permission to the person who is asked to grant it. The most used have texts of their own; for the others a
 * plain sentence is derived from the value.
 */
export function describePermission(permission: Pick<ApiPermission, 'kind' | 'value'>): PermissionTexts {
  const written = permission.kind === 'delegated' ? delegatedTexts : applicationTexts;
  const text =
    (Object.hasOwn(written, permission.value) ? written[permission.value] : undefined) ?? generic(permission);
  const ending = permission.kind === 'application' ? ', without a signed-in user.' : '.';
  return {
    adminConsentDisplayName: text.title,
    adminConsentDescription: `Allows the app to ${text.does}${ending}`,
    userConsentDisplayName: text.userDoes === undefined ? null : (text.userTitle ?? text.title),
    userConsentDescription: text.userDoes === undefined ? null : `Allows the app to ${text.userDoes}.`,
  };
}
