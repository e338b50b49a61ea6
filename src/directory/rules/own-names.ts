import { firstPartyApplications } from '../../catalogue/index.ts';
import { isGuid } from '../../kernel/index.ts';
import { type IdentifierUriFacts, requireOwnIdentifierUri, requireUriForm } from './identifier-uri.ts';
import { refuseValue } from './refuse-value.ts';

const TARGET = 'servicePrincipalNames';
/** Ours: the service names no limit. */
const MOST = 100;
const LONGEST = 255;
/** `serviceClass/host[:port][/name]`. */
const SPN = /^([A-Za-z0-9][\w.-]*)\/[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:\/[\w.-]+)?$/;

/** What decides which names an instance may add: the tenant it is in, and the appId it has. */
export interface OwnNameFacts extends Omit<IdentifierUriFacts, 'requestedAccessTokenVersion'> {
  /** How many names of its own it keeps besides those that are added. */
  readonly held: number;
}

/**
 * The names an instance is to have beside those of its definition: URIs of something that is its tenant's, or names of a host as
 * Kerberos has them. Anything else could be reserved before the API that it names comes into the tenant.
 * @param added without those it has already
 * @throws DirectoryFault `InvalidValue`, `HostNotVerified`
 * @spec Graph resource servicePrincipal `servicePrincipalNames`; Entra "Restrictions on identifier URIs"
 */
export function requireOwnNames(added: readonly string[], facts: OwnNameFacts): void {
  if (facts.held + added.length > MOST) {
    refuseValue(TARGET, `There may be at most ${MOST} names beside those of the application.`);
  }
  for (const name of added) requireOwnName(name, facts);
}

function requireOwnName(name: string, facts: OwnNameFacts): void {
  if (name.length > LONGEST) refuseValue(TARGET, `A name may have at most ${LONGEST} characters.`);
  if (isFirstPartyName(name)) refuseValue(TARGET, `'${name}' is a name of an application of Microsoft.`);
  const [, serviceClass] = SPN.exec(name) ?? [];
  if (serviceClass !== undefined) {
    if (isForeignId(serviceClass, facts)) refuseValue(TARGET, `'${name}' begins with another application's id.`);
    return;
  }
  if (isForeignId(name, facts)) refuseValue(TARGET, `'${name}' is another application's id.`);
  requireUriForm(name, 'AzureADMultipleOrgs', TARGET);
  // How new its tokens are says nothing of whose a name is.
  requireOwnIdentifierUri(name, { ...facts, requestedAccessTokenVersion: null }, TARGET);
}

const isForeignId = (text: string, { appId }: OwnNameFacts): boolean =>
  isGuid(text.toLowerCase()) && text.toLowerCase() !== appId;

/** With and without a slash at its end, as clients send both. */
function isFirstPartyName(name: string): boolean {
  const wanted = bare(name);
  return firstPartyApplications().some(({ servicePrincipalNames }) =>
    servicePrincipalNames.some((taken) => bare(taken) === wanted),
  );
}

const bare = (name: string): string => name.toLowerCase().replace(/\/+$/, '');
