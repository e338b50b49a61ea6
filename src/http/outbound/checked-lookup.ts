import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { DocumentFault } from '../../oauth/index.ts';
import type { ResolveHost } from './host-resolver.ts';
import type { NetworkPolicy } from './network-policy.ts';

/**
 * A lookup for one connection that lets through only addresses of allowed networks. The connection is made to what comes out of
 * it, so a name that means another address a moment later gains nothing. One forbidden address among several condemns the name.
 */
export function checkedLookup(resolve: ResolveHost, isAllowed: NetworkPolicy): LookupFunction {
  return (host, options, callback) => {
    // The callback runs outside of the promise: what it throws is none of ours.
    const settle = (error: Error | null, found: readonly LookupAddress[]): void => {
      queueMicrotask(() => {
        const [first] = found;
        if (error !== null || first === undefined) return callback(error ?? notFound(host), '');
        return options.all === true ? callback(null, [...found]) : callback(null, first.address, first.family);
      });
    };
    resolve(host).then(
      (found) => {
        const forbidden = found.find(({ address }) => !isAllowed(address));
        settle(forbidden === undefined ? null : notAllowed(host, forbidden.address), found);
      },
      (error: unknown) => settle(error instanceof Error ? error : notFound(host), []),
    );
  };
}

/** The refusal of a host that is in a network which is not open. */
export function notAllowed(host: string, address: string): DocumentFault {
  return new DocumentFault('NotAllowed', `${host} has the address ${address}, which is in a network that is not open`);
}

const notFound = (host: string): DocumentFault => new DocumentFault('Unreachable', `there is no host ${host}`);
