import type { LookupAddress } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';

/** Finds the addresses of a host name. */
export type ResolveHost = (host: string) => Promise<readonly LookupAddress[]>;

/** So long one name server is waited for; each is asked twice. */
const PATIENCE_MILLISECONDS = 1_000;

/**
 * Resolves names by asking name servers itself. The system's own lookup waits in the threads that tokens are signed in, for as
 * long as somebody's name server likes; so it is asked only where it can know more: of this machine, and, where an operator opened
 * networks, of names that DNS does not know.
 * @param hasOpenNetworks whether there are addresses beside those of the Internet that a name may have
 * @param nameServers addresses with port; default: those of the system
 */
export function createHostResolver(hasOpenNetworks: boolean, nameServers?: readonly string[]): ResolveHost {
  return async (host) => {
    const isHere = /(?:^|\.)localhost\.?$/i.test(host);
    const found = isHere ? [] : await askNameServers(host, nameServers);
    if (found.length > 0 || !(isHere || hasOpenNetworks)) return found;
    return lookup(host, { all: true, verbatim: true });
  };
}

async function askNameServers(host: string, servers?: readonly string[]): Promise<readonly LookupAddress[]> {
  const resolver = new Resolver({ timeout: PATIENCE_MILLISECONDS, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return answers.flatMap((answer, index) =>
    answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family: index === 0 ? 4 : 6 })) : [],
  );
}
