import { type Application, includesPersonalAccounts } from '../directory/index.ts';
import { type Authority, isForConsumers } from './authority.ts';

/**
 * Which kinds of account may sign in: those of organizations, personal ones, or either. A tenant's own authority admits whoever is in
 * the tenant, guests with a personal account included.
 * @spec sts reference 1.1
 */
export function acceptedAccounts(
  authority: Authority,
  { signInAudience }: Pick<Application, 'signInAudience'>,
): 'work' | 'personal' | 'any' {
  if (authority.kind === 'tenant') return isForConsumers(authority) ? 'personal' : 'any';
  if (authority.segment === 'organizations' || !includesPersonalAccounts(signInAudience)) return 'work';
  return signInAudience === 'PersonalMicrosoftAccount' ? 'personal' : 'any';
}
