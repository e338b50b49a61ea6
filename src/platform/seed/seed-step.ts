import { type CommandContext, DirectoryFault, type DirectoryStores } from '../../directory/index.ts';
import { StartFault } from '../start-fault.ts';

/** What bringing in a part of a seed needs. The commands of `context` are steps of the one unit of work of `stores`. */
export interface SeedStep {
  readonly context: CommandContext;
  readonly stores: DirectoryStores;
  /** How many objects and links were made. What is there already is left as it is. */
  readonly count: { created: number };
}

/**
 * Makes something of a seed.
 * @param place what a refusal calls it: the kind and name of the entry
 * @throws StartFault `SeedInvalid` in the place of a DirectoryFault
 */
export async function make<Result>(
  { count }: Pick<SeedStep, 'count'>,
  place: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    const made = await work();
    count.created += 1;
    return made;
  } catch (error) {
    if (!(error instanceof DirectoryFault)) throw error;
    throw refuseSeed(place, error.message, error);
  }
}

/** @returns the refusal of an entry; the caller throws it */
export function refuseSeed(place: string, message: string, cause?: Error): StartFault {
  const text = `The seed cannot be brought in, and nothing was changed. ${place}: ${message}`;
  return new StartFault('SeedInvalid', text, cause === undefined ? {} : { cause });
}

/** An object that is there already must have the id the seed gives it. @throws StartFault `SeedInvalid` */
export function requireSameId(place: string, found: string, given: string | undefined): void {
  if (given !== undefined && given !== found) {
    throw refuseSeed(place, `it exists already, with another id (${found} and not ${given}).`);
  }
}
