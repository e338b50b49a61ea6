import type { RelyingParty } from '../relying-party.ts';

/** What one test module of the suite does with a relying party, in this project's words. */
export type Module = (rp: RelyingParty) => Promise<void>;

/** Modules under the names that the suite gives them. */
export type Modules = Readonly<Record<string, Module>>;
