import type { AadstsTable } from './aadsts-row.ts';

/** Refusals of an assertion that a federated identity credential should match. @spec RFC 7523 §3, Entra AADSTS70021 */
export const federatedCredentialRows = {
  70021: {
    name: 'NoMatchingFederatedIdentity',
    error: 'invalid_request',
    to: ['token'],
    owner: 'application',
    message:
      "No matching federated identity record found for the presented assertion. Assertion Issuer: '{issuer}'. Assertion Subject: '{subject}'. Assertion Audience: '{audience}'. See https://aka.ms/workload-identity-federation for the rules.",
    fix: 'Give the federated credential exactly the issuer, subject and audience of the token.',
  },
  700211: {
    name: 'NoMatchingFederatedIssuer',
    error: 'invalid_client',
    to: ['token'],
    owner: 'application',
    message:
      "No matching federated identity record found for the presented assertion issuer '{issuer}'. Compare the Subject, Audience and Issuer of the credential with those of the token. See https://aka.ms/workload-identity-federation for the rules.",
    fix: 'Give the federated credential exactly the iss of the token, trailing slash included.',
  },
  700212: {
    name: 'NoMatchingFederatedAudience',
    error: 'invalid_client',
    to: ['token'],
    owner: 'application',
    message:
      "No matching federated identity record found for the presented assertion audience '{audience}'. Compare the Subject, Audience and Issuer of the credential with those of the token. See https://aka.ms/workload-identity-federation for the rules.",
    fix: 'Give the federated credential exactly the aud of the token.',
  },
  700213: {
    name: 'NoMatchingFederatedSubject',
    error: 'invalid_client',
    to: ['token'],
    owner: 'application',
    message:
      "No matching federated identity record found for the presented assertion subject '{subject}'. Compare the Subject, Audience and Issuer of the credential with those of the token. See https://aka.ms/workload-identity-federation for the rules.",
    fix: 'Give the federated credential exactly the sub of the token.',
  },
  7002137: {
    name: 'FederatedSubjectTemplateMismatch',
    error: 'invalid_client',
    to: ['token'],
    owner: 'application',
    message:
      "The subject '{subject}' of the presented assertion does not have the form '{expected}' that its issuer requires.",
    fix: 'Correct the subject of the federated credential.',
  },
  7002138: {
    name: 'FederatedSubjectCaseMismatch',
    error: 'invalid_client',
    to: ['token'],
    owner: 'application',
    message:
      "No matching federated identity record found for the presented assertion subject '{subject}'. A record matches it case-insensitively, but not case-sensitively.",
    fix: 'Write the subject of the federated credential in the letter case of the token.',
  },
  700222: {
    name: 'EntraTokenNotUsableForFederation',
    error: 'invalid_client',
    to: ['token'],
    owner: 'request',
    message:
      'Tokens issued by this platform cannot serve as federated credentials of applications or identities of this tenant.',
    fix: 'Use a token of an external issuer, or of a managed identity.',
  },
  700226: {
    name: 'OnlyManagedIdentityAssertion',
    error: 'invalid_client',
    to: ['token'],
    owner: 'request',
    message:
      'Of the tokens of this platform, only those of managed identities may be presented as a federated credential.',
    fix: 'Use the token of a user-assigned managed identity.',
  },
  700229: {
    name: 'AppOnlyAssertionRequired',
    error: 'invalid_client',
    to: ['token'],
    owner: 'request',
    message: 'Only app-only tokens may be used as a federated credential for this issuer.',
    fix: 'Present a token that was issued to an application, not to a user.',
  },
  700231: {
    name: 'FederatedAssertionReused',
    error: 'invalid_client',
    to: ['token'],
    owner: 'request',
    message: 'A token that was itself obtained through a federated credential may not be used as one.',
    fix: 'Exchange the original token directly.',
  },
  700236: {
    name: 'ForeignEntraIssuer',
    error: 'invalid_client',
    to: ['token'],
    owner: 'application',
    message:
      "Tokens of the issuer '{issuer}' cannot serve as federated credentials of applications or identities of this tenant.",
    fix: 'Keep the managed identity and the application in one tenant.',
  },
  50166: {
    name: 'ExternalOidcDocumentsInvalid',
    error: 'invalid_request',
    to: ['token'],
    owner: 'platform',
    message: 'The request to the External OIDC endpoint failed: its documents are not valid.',
    fix: 'Have the discovery document name exactly its issuer, and the jwks_uri a JWK set.',
  },
  90061: {
    name: 'ExternalOidcEndpointFailed',
    error: 'invalid_request',
    lookupPage: false,
    to: ['token'],
    owner: 'platform',
    message: 'The request to the External OIDC endpoint failed.',
    fix: 'Make the discovery document and the keys of the external issuer reachable.',
  },
} as const satisfies AadstsTable;
