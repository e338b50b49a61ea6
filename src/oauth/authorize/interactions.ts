import { INTERACTION_LIFETIME } from '../../sessions/index.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import type { Dialect } from '../dialect.ts';
import type { Interaction } from '../store.ts';
import type { Parameters } from '../wire/form.ts';
import type { Progress } from './choose-account.ts';

/** An interaction as the rooms above know it. */
export interface OpenInteraction {
  /** What the browser's forms carry. Unguessable, and good in one browser only. */
  readonly handle: string;
  readonly segment: string;
  readonly dialect: Dialect;
  /** Keyed hash of the code that was typed, when it is about a device that waits. */
  readonly userCodeHash: string | null;
  readonly parameters: Parameters;
  readonly progress: Progress;
}

type Dependencies = Pick<OAuthDependencies, 'clock' | 'entropy' | 'keyring' | 'reads' | 'unitOfWork'>;

const HANDLE_BYTES = 32;

/**
 * Puts a request aside until the person has answered.
 * @param browserHash keyed hash of the cookie of the browser that asked; no other browser can go on with it
 */
export async function openInteraction(
  { clock, entropy, keyring, unitOfWork }: Dependencies,
  browserHash: string,
  { segment, dialect, parameters, userCodeHash }: Omit<OpenInteraction, 'handle' | 'progress'>,
): Promise<OpenInteraction> {
  const handle = entropy.bytes(HANDLE_BYTES).toString('base64url');
  const progress: Progress = {};
  await unitOfWork.run(({ interactions }) =>
    interactions.insert({
      idHash: keyring.hashToken(handle),
      sessionIdHash: browserHash,
      authority: segment,
      dialect,
      userCodeHash,
      request: JSON.stringify([...parameters]),
      progress: JSON.stringify(progress),
      createdAt: clock.now(),
      expiresAt: clock.now() + INTERACTION_LIFETIME,
    }),
  );
  return { handle, segment, dialect, userCodeHash, parameters, progress };
}

/** @returns the interaction of a handle, or undefined when it is over, too old, or of another browser */
export async function findInteraction(
  dependencies: Dependencies,
  browserHashes: readonly string[],
  handle: string,
): Promise<OpenInteraction | undefined> {
  const found = await load(dependencies, handle);
  if (found === undefined || found.expiresAt <= dependencies.clock.now()) return undefined;
  if (!browserHashes.includes(found.sessionIdHash)) return undefined;
  return {
    handle,
    segment: found.authority,
    dialect: found.dialect,
    userCodeHash: found.userCodeHash,
    parameters: new Map(JSON.parse(found.request) as [string, string][]),
    progress: JSON.parse(found.progress) as Progress,
  };
}

/** Writes down what the person did. @returns false when the interaction ended in the meantime */
export async function advanceInteraction(
  dependencies: Dependencies,
  interaction: OpenInteraction,
  progress: Progress,
): Promise<boolean> {
  const idHash = (await load(dependencies, interaction.handle))?.idHash;
  return idHash === undefined
    ? false
    : dependencies.unitOfWork.run(({ interactions }) => interactions.updateProgress(idHash, JSON.stringify(progress)));
}

/** Ends an interaction. @returns true for exactly one caller */
export async function closeInteraction(dependencies: Dependencies, interaction: OpenInteraction): Promise<boolean> {
  const idHash = (await load(dependencies, interaction.handle))?.idHash;
  return idHash === undefined ? false : dependencies.unitOfWork.run(({ interactions }) => interactions.consume(idHash));
}

async function load({ keyring, reads }: Dependencies, handle: string): Promise<Interaction | undefined> {
  for (const hash of keyring.tokenHashes(handle)) {
    const found = await reads.interactions.find(hash);
    if (found !== undefined) return found;
  }
  return undefined;
}
