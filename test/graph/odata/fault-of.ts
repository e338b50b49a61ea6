import { ODataFault } from '../../../src/graph/odata/index.ts';

/** @returns the ODataFault that `act` throws. Anything else that it throws, or its success, fails the test. */
export function faultOf(act: () => unknown): ODataFault {
  let result: unknown;
  try {
    result = act();
  } catch (error) {
    if (error instanceof ODataFault) return error;
    throw error;
  }
  throw new Error(`expected a refusal, got ${JSON.stringify(result)}`);
}

/** Runs a parser, letting ODataFaults pass as the refusals they are. Any other exception goes on to fail the test. */
export function tolerateFaults(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ODataFault)) throw error;
  }
}
