import { OAuthFault } from '../../src/oauth/index.ts';

/** The number of the AADSTS refusal an act ends in, or undefined when nothing was refused. */
export function refusalOf(act: () => unknown): number | undefined {
  try {
    act();
    return undefined;
  } catch (fault) {
    if (fault instanceof OAuthFault) return fault.entry.code;
    throw fault;
  }
}
