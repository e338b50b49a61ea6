import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFederatedCredential, deleteFederatedCredential } from '../../../src/directory/index.ts';
import { claimsOf, codeOf } from '../../interop/stage.ts';
import { EXCHANGE, type FederatedScene, issuers, JWT_BEARER, key, openFederatedScene } from './federated-scene.ts';

let scene: FederatedScene;
beforeAll(async () => {
  scene = await openFederatedScene();
});
beforeEach(() => {
  scene.server.asked.length = 0;
});
afterAll(() => scene?.stop());

async function newestSignIn() {
  const { signIns } = scene.stage.platform.foundation.storage.stores;
  const [record] = await signIns.list(scene.stage.platform.tenant.id, { top: 1 });
  return record;
}

describe('tokens of issuers as they look', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const shapes: readonly (readonly [
    string,
    string,
    Readonly<Record<string, unknown>>,
    Readonly<Record<string, unknown>>,
  ])[] = [
    [
      'GitHub Actions',
      issuers.github,
      {
        jti: 'b0b63c2f',
        sub: 'repo:contoso/orders:environment:prod',
        ref: 'refs/heads/main',
        repository: 'contoso/orders',
        job_workflow_ref: 'contoso/orders/.github/workflows/deploy.yml@refs/heads/main',
        runner_environment: 'github-hosted',
        nbf: now() - 600,
      },
      { x5t: 'eBZ_cn3sXYAd0ch4THBKHIgOwOE' },
    ],
    [
      'Kubernetes',
      'https://localhost',
      {
        aud: [EXCHANGE],
        sub: 'system:serviceaccount:orders:worker',
        'kubernetes.io': { namespace: 'orders', serviceaccount: { name: 'worker', uid: 'u' } },
        nbf: now(),
      },
      { typ: undefined },
    ],
    [
      'GitLab',
      issuers.gitlab,
      {
        sub: 'project_path:contoso/orders:ref_type:branch:ref:main',
        namespace_id: '7',
        user_login: 'ada',
        pipeline_source: 'push',
        nbf: now() - 5,
      },
      {},
    ],
    [
      'Terraform Cloud',
      issuers.terraform,
      {
        sub: 'organization:contoso:project:infra:workspace:prod:run_phase:apply',
        terraform_run_phase: 'apply',
        terraform_workspace_name: 'prod',
        nbf: now() - 1,
      },
      {},
    ],
    [
      'Google Cloud',
      issuers.google,
      { azp: '1081', email: 'w@p.iam.gserviceaccount.com', email_verified: true, sub: '108192' },
      {},
    ],
  ];
  it.each(shapes)('%s', async (_name, issuer, claims, header) => {
    const name = issuer === 'https://localhost' ? scene.newIssuer(key) : issuer;
    const { app, credentials } = await scene.federated({ issuer: name, subject: String(claims.sub) });
    const { body } = await scene.present(app, scene.tokenOf({ iss: name, ...claims }, header));
    expect(body).toMatchObject({ token_type: 'Bearer' });
    expect(claimsOf(body.access_token)).toMatchObject({ aud: scene.stage.api.appId, azp: app.appId, azpacr: '2' });
    expect(await newestSignIn()).toMatchObject({
      errorCode: 0,
      clientCredentialType: 'federatedIdentityCredential',
      federatedCredentialId: credentials[0]?.id,
      credentialKeyId: null,
    });
  });

  it('Kubernetes of an issuer that ends in a slash (AKS)', async () => {
    const issuer = scene.server.publish('/aks/', key);
    const { app } = await scene.federated({ issuer });
    expect(codeOf(await scene.present(app, scene.tokenOf({ iss: issuer })))).toBe(0);
    expect(scene.server.asked).toEqual(['/aks/.well-known/openid-configuration', '/aks/keys']);
  });

  it('sent as the file holds them, with a line break', async () => {
    const { app } = await scene.federated({});
    expect(codeOf(await scene.present(app, `${scene.tokenOf({ iss: issuers.github })}\n`))).toBe(0);
  });
});

describe('which credential lets in', () => {
  it('is one of several of the same issuer', async () => {
    const { app, credentials } = await scene.federated(
      { subject: 'a' },
      { subject: 'b' },
      { subject: 'b', issuer: issuers.gitlab },
    );
    for (const [sub, iss, index] of [
      ['a', issuers.github, 0],
      ['b', issuers.github, 1],
      ['b', issuers.gitlab, 2],
    ] as const) {
      expect(codeOf(await scene.present(app, scene.tokenOf({ iss, sub })))).toBe(0);
      expect((await newestSignIn())?.federatedCredentialId).toBe(credentials[index]?.id);
    }
    expect(codeOf(await scene.present(app, scene.tokenOf({ iss: issuers.gitlab, sub: 'a' })))).toBe(700213);
  });

  it('may have an expression', async () => {
    const value =
      "claims['sub'] matches 'repo:contoso/*' and claims['job_workflow_ref'] eq 'contoso/ci/deploy.yml@main'";
    const claimsMatchingExpression = { value, languageVersion: 1 };
    const { app } = await scene.federated({ subject: null, claimsMatchingExpression });
    const good = {
      iss: issuers.github,
      sub: 'repo:contoso/orders:pull_request',
      job_workflow_ref: 'contoso/ci/deploy.yml@main',
    };
    expect(codeOf(await scene.present(app, scene.tokenOf(good)))).toBe(0);
    expect(codeOf(await scene.present(app, scene.tokenOf({ ...good, sub: 'repo:contosos/orders' })))).toBe(700213);
    expect(codeOf(await scene.present(app, scene.tokenOf({ ...good, job_workflow_ref: undefined })))).toBe(700213);
  });

  it('counts until it is removed, and not a request longer', async () => {
    const { app, credentials } = await scene.federated({}, { subject: 'other' });
    const assertion = scene.tokenOf({ iss: issuers.github });
    expect(codeOf(await scene.present(app, assertion))).toBe(0);
    await deleteFederatedCredential(scene.stage.commands(), app.id, credentials[0]?.id ?? '');
    expect(codeOf(await scene.present(app, assertion))).toBe(700213);
  });

  it('belongs to one application', async () => {
    const { app } = await scene.federated({ subject: 'mine' });
    const { app: other } = await scene.federated({ subject: 'theirs' });
    expect(codeOf(await scene.present(other, scene.tokenOf({ iss: issuers.github, sub: 'mine' })))).toBe(700213);
    expect(codeOf(await scene.present(app, scene.tokenOf({ iss: issuers.github, sub: 'mine' })))).toBe(0);
  });

  it('serves people’s grants as well as the application’s own', async () => {
    await createFederatedCredential(scene.stage.commands(), scene.stage.web.id, {
      name: 'cluster',
      issuer: issuers.github,
      subject: 'web',
      audiences: [EXCHANGE],
    });
    await scene.stage.consent(scene.stage.web.appId, scene.stage.ada, scene.stage.api.appId, 'Orders.Read');
    const assertion = {
      client_assertion_type: JWT_BEARER,
      client_assertion: scene.tokenOf({ iss: issuers.github, sub: 'web' }),
    };
    const redemption = {
      ...scene.stage.redemption(await scene.stage.code(scene.stage.ada)),
      client_secret: undefined,
      ...assertion,
    };
    const { body } = await scene.stage.token(redemption);
    expect(claimsOf(body.access_token)).toMatchObject({ azpacr: '2', scp: 'Orders.Read' });
  });

  it('is named in the record of a refusal too, as far as it is known: not at all', async () => {
    const { app } = await scene.federated({});
    await scene.present(app, scene.tokenOf({ iss: issuers.github, sub: 'other' }));
    expect(await newestSignIn()).toMatchObject({ errorCode: 700213, federatedCredentialId: null });
  });
});
