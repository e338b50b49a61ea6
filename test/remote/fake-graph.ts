import { Redacted, systemEntropy } from '../../src/kernel/index.ts';
import { createGraphClient, type GraphClient, locateTenant } from '../../src/remote/index.ts';
import { type ScriptedAnswer, type SeenRequest, scriptedTransport } from './scripted-transport.ts';

/** A Graph client of a tenant that answers from a script. */
export function fakeGraph(answer: (request: SeenRequest) => ScriptedAnswer | undefined): {
  readonly graph: GraphClient;
  readonly seen: readonly SeenRequest[];
} {
  const transport = scriptedTransport(answer);
  const graph = createGraphClient({
    tenant: locateTenant('https://localhost:8443', 'entrada.test'),
    transport,
    token: () => Promise.resolve(new Redacted('canary-token')),
    entropy: systemEntropy,
  });
  return { graph, seen: transport.seen };
}
