import {
  createPolicy,
  linkPolicy,
  type Policy,
  type PolicyKind,
  type PolicyTarget,
} from '../../../src/directory/index.ts';
import type { TestApp } from '../../../src/testing/index.ts';
import { graphAppId, redirectUris, type Stage, type TokenAnswer } from '../../interop/stage.ts';

/** Makes a policy and links it with an application or instance. */
export async function policyOn(stage: Stage, kind: PolicyKind, content: object, target: PolicyTarget): Promise<Policy> {
  const root = kind === 'tokenLifetimePolicy' ? 'TokenLifetimePolicy' : 'ClaimsMappingPolicy';
  const definition = [JSON.stringify({ [root]: { Version: 1, ...content } })];
  const policy = await createPolicy(stage.commands(), { kind, displayName: kind, definition });
  await linkPolicy(stage.commands(), kind, target, policy.id);
  return policy;
}

/** How an application differs from one that takes mapped claims in tokens of version 2. */
export interface MappedSettings {
  readonly acceptMappedClaims?: boolean;
  readonly identifierUris?: readonly string[];
  readonly version?: 1 | 2;
}

/** A new application, on whose instance a claims mapping is. */
export async function mappedApp(stage: Stage, content: object, settings: MappedSettings = {}): Promise<TestApp> {
  const { acceptMappedClaims = true, identifierUris = [], version = 2 } = settings;
  const app = await stage.platform.createApp({
    displayName: 'Mapped',
    identifierUris,
    web: { redirectUris: [redirectUris.web] },
    api: { acceptMappedClaims, requestedAccessTokenVersion: version },
  });
  await policyOn(stage, 'claimsMappingPolicy', content, { id: app.servicePrincipalId, kind: 'servicePrincipal' });
  return app;
}

/** Somebody signs in to an application: the answer with its ID token. */
export async function signInTo(stage: Stage, { appId, clientSecret }: TestApp, who = stage.ada): Promise<TokenAnswer> {
  await stage.consent(appId, null, graphAppId, 'openid', 'profile', 'email');
  const scope = 'openid profile';
  const code = await stage.code(who, { client_id: appId, scope });
  return stage.token(stage.redemption(code, { client_id: appId, client_secret: clientSecret, scope }));
}
