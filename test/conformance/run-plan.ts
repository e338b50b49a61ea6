import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimsModules } from './modules/claims-modules.ts';
import { logoutModules } from './modules/logout-modules.ts';
import { metadataModules } from './modules/metadata-modules.ts';
import type { Modules } from './modules/module.ts';
import { refusalModules } from './modules/refusal-modules.ts';
import { sessionModules } from './modules/session-modules.ts';
import { signInModules } from './modules/sign-in-modules.ts';
import type { Plan } from './plans.ts';
import { type Provider, startProvider } from './provider.ts';
import { RelyingParty } from './relying-party.ts';

/** Every module under the suite's name for it. */
export const modules: Modules = {
  ...signInModules,
  ...sessionModules,
  ...claimsModules,
  ...refusalModules,
  ...logoutModules,
  ...metadataModules,
};

/** Runs a plan against a provider of its own, each module as a test under its own name. */
export function runPlan(plan: Plan): void {
  let provider: Provider;
  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider.stop());

  describe(plan.name, () => {
    for (const { variant, modules: names } of plan.runs)
      describe(`response_type=${variant.responseType}, response_mode=${variant.responseMode}, ${variant.clientAuth}`, () => {
        it.each(names)('%s', async (name) => {
          const module = modules[name] ?? expect.fail(`there is no module ${name}`);
          await module(new RelyingParty(provider, variant));
        });
      });
  });
}
