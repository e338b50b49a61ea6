import { type Application, includesPersonalAccounts } from '../directory/index.ts';
import { type Authority, isForConsumers } from './authority.ts';
import type { Dialect } from './dialect.ts';

/**
 * Which kinds of account may sign in: those of organizations, personal ones, or either. A tenant's own authority admits whoever is in
 * the tenant, guests with a personal account included. Version 1 of the endpoints knows no personal accounts.
 * @spec sts reference 1.1
 */
export function acceptedAccounts(
  authority: Authority,
  { signInAudience }: Pick<Application, 'signInAudience'>,
  dialect: Dialect,
): 'work' | 'personal' | 'any' {
  if (authority.kind === 'tenant') return isForConsumers(authority) ? 'personal' : 'any';
  const isForWork = authority.segment === 'organizations' || dialect === 1;
  if (isForWork || !includesPersonalAccounts(signInAudience)) return 'work';
  return signInAudience === 'PersonalMicrosoftAccount' ? 'personal' : 'any';
}
