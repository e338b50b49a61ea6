import { cataloguedDefinitions, provisionPersonalAccounts } from '../../directory/index.ts';
import type { Foundation } from '../foundation.ts';
import { isContention } from './contention.ts';
import { platformContext } from './platform-context.ts';

/** Each waits for as long as the database lets a statement wait for somebody else's lock. */
const ATTEMPTS = 15;

/**
 * Makes sure that there is a tenant of personal accounts, whichever of several servers comes first.
 * @param domains what names of personal accounts end in
 */
export async function ensurePersonalAccounts(foundation: Foundation, domains: readonly string[]): Promise<void> {
  const definitions = cataloguedDefinitions();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await provisionPersonalAccounts(platformContext(foundation), definitions, domains);
      return;
    } catch (error) {
      if (!isContention(error) || attempt >= ATTEMPTS) throw error;
    }
  }
}
