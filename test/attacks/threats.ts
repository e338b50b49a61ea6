import { browserThreats } from './threats/browsers.ts';
import { clientThreats } from './threats/clients.ts';
import { codeAndRedirectThreats } from './threats/codes-and-redirects.ts';
import { peopleThreats } from './threats/people.ts';
import { serverThreats } from './threats/servers.ts';
import type { Threat } from './threats/threat.ts';
import { tokenThreats } from './threats/tokens.ts';

/** Every threat that is shown to fail, by what it goes after. */
export const threatFamilies: readonly { readonly title: string; readonly threats: readonly Threat[] }[] = [
  { title: 'Codes and redirects', threats: codeAndRedirectThreats },
  { title: 'Tokens', threats: tokenThreats },
  { title: 'Applications and devices', threats: clientThreats },
  { title: 'Browsers', threats: browserThreats },
  { title: 'People, consent and tenants', threats: peopleThreats },
  { title: 'The server', threats: serverThreats },
];
