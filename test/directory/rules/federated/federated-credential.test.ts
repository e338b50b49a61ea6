import { describe, expect, it } from 'vitest';
import type { FederatedIdentityCredential } from '../../../../src/directory/index.ts';
import { requireFederatedCredential, requireFederatedCredentialCount } from '../../../../src/directory/rules/index.ts';
import { objectId, otherId, refusal, tenantId } from '../../samples.ts';

const sample: FederatedIdentityCredential = {
  tenantId,
  applicationId: objectId,
  id: otherId,
  name: 'github-main',
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:contoso/orders:ref:refs/heads/main',
  audiences: ['api://AzureADTokenExchange'],
  description: null,
  claimsMatchingExpression: null,
};
const flexible = (value: string, languageVersion = 1): Partial<FederatedIdentityCredential> => ({
  subject: null,
  claimsMatchingExpression: { value, languageVersion },
});

const good: readonly (readonly [string, Partial<FederatedIdentityCredential>])[] = [
  ['what GitHub needs', {}],
  ['a name of 3 characters', { name: 'a-_' }],
  ['a name of 120 characters', { name: 'n'.repeat(120) }],
  ['a name that starts with a digit', { name: '0prod' }],
  ['texts of 600 characters', { issuer: 'i'.repeat(600), subject: 's'.repeat(600), description: 'd'.repeat(600) }],
  ['an issuer that no token will have', { issuer: 'not a URL' }],
  ['an empty description', { description: '' }],
  ['an expression over sub', flexible("claims['sub'] matches 'repo:contoso/*'")],
  [
    'an expression over job_workflow_ref of GitHub',
    flexible("claims['sub'] eq 'a' and claims['job_workflow_ref'] matches 'o/r/.github/workflows/x.yml@*'"),
  ],
  ['GitLab.com', { ...flexible("claims['sub'] eq 'a'"), issuer: 'https://gitlab.com' }],
  ['a GitLab of one’s own', { ...flexible("claims['sub'] eq 'a'"), issuer: 'https://gitlab.contoso.com' }],
  ['a Canadian one', { ...flexible("claims['sub'] eq 'a'"), issuer: 'https://gitlab.contoso.ca' }],
  ['Terraform Cloud', { ...flexible("claims['sub'] eq 'a'"), issuer: 'https://app.terraform.io' }],
  ['Terraform Cloud in Europe', { ...flexible("claims['sub'] eq 'a'"), issuer: 'https://app.eu.terraform.io' }],
];

const bad: readonly (readonly [string, string, Partial<FederatedIdentityCredential>])[] = [
  ['a name of 2 characters', 'name', { name: 'ab' }],
  ['a name of 121 characters', 'name', { name: 'n'.repeat(121) }],
  ['a name that starts with a hyphen', 'name', { name: '-prod' }],
  ['a name with a blank', 'name', { name: 'git hub' }],
  ['a name with a letter beyond ASCII', 'name', { name: 'prüfung' }],
  ['a name that ends in a line break', 'name', { name: 'prod\n' }],
  ['an empty issuer', 'issuer', { issuer: ' ' }],
  ['an issuer of 601 characters', 'issuer', { issuer: 'i'.repeat(601) }],
  ['a subject of 601 characters', 'subject', { subject: 's'.repeat(601) }],
  ['an empty subject', 'subject', { subject: '' }],
  ['no audience', 'audiences', { audiences: [] }],
  ['two audiences', 'audiences', { audiences: ['a', 'b'] }],
  ['an audience of 601 characters', 'audiences', { audiences: ['a'.repeat(601)] }],
  ['an empty audience', 'audiences', { audiences: [''] }],
  ['a description of 601 characters', 'description', { description: 'd'.repeat(601) }],
  ['neither subject nor expression', 'subject', { subject: null }],
  ['both', 'subject', { ...flexible("claims['sub'] eq 'a'"), subject: 'a' }],
  ['version 2 of the language', 'claimsMatchingExpression.languageVersion', flexible("claims['sub'] eq 'a'", 2)],
  ['an expression that cannot be read', 'claimsMatchingExpression.value', flexible("claims['sub'] like 'a'")],
  ['a claim that is not offered', 'claimsMatchingExpression.value', flexible("claims['actor'] eq 'a'")],
  [
    'a claim of another issuer',
    'claimsMatchingExpression.value',
    { ...flexible("claims['job_workflow_ref'] eq 'a'"), issuer: 'https://gitlab.com' },
  ],
  [
    'an issuer without expressions',
    'claimsMatchingExpression',
    { ...flexible("claims['sub'] eq 'a'"), issuer: 'https://idp.example' },
  ],
  [
    'a host that only begins like an issuer with expressions',
    'claimsMatchingExpression',
    { ...flexible("claims['sub'] eq 'a'"), issuer: 'https://gitlab.com.evil.example' },
  ],
  [
    'a host with a path that ends like one',
    'claimsMatchingExpression',
    { ...flexible("claims['sub'] eq 'a'"), issuer: 'https://gitlab.evil/x.com' },
  ],
];

describe('a federated identity credential (Graph resource federatedIdentityCredential)', () => {
  it.each(good)('may have %s', (_name, members) => {
    expect(() => requireFederatedCredential({ ...sample, ...members })).not.toThrow();
  });

  it.each(bad)('may not have %s', (_name, target, members) => {
    expect(refusal(() => requireFederatedCredential({ ...sample, ...members }))).toMatchObject({
      code: 'InvalidFederatedCredential',
      target,
    });
  });
});

describe('how many there are', () => {
  it('is twenty at most', () => {
    expect(() => requireFederatedCredentialCount(20, 'AzureADMultipleOrgs')).not.toThrow();
    expect(refusal(() => requireFederatedCredentialCount(21, 'AzureADMyOrg'))?.code).toBe('LimitExceeded');
  });

  it('is none for personal accounts alone', () => {
    expect(refusal(() => requireFederatedCredentialCount(1, 'PersonalMicrosoftAccount'))?.code).toBe('InvalidValue');
    expect(() => requireFederatedCredentialCount(20, 'AzureADandPersonalMicrosoftAccount')).not.toThrow();
  });
});
