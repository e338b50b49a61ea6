import { describe, expect, test } from 'vitest';
import { parseReference } from '../../../src/graph/odata/index.ts';
import { faultOf } from './fault-of.ts';

describe('a reference is read by its last two steps, whatever comes before (Graph §3.5)', () => {
  test.each([
    ['https://graph.microsoft.com/v1.0/directoryObjects/X', 'directoryobjects', 'X'],
    ['https://localhost:8443/beta/users/a%40b.com', 'users', 'a@b.com'],
    [
      'https://graph.microsoft.com/v1.0/11111111-2222-3333-4444-555555555555/directoryObjects/X',
      'directoryobjects',
      'X',
    ],
    ["https://host/v1.0/directoryObjects('X')", 'directoryobjects', 'X'],
    ['https://host/v1.0/policies/claimsMappingPolicies/X/', 'claimsmappingpolicies', 'X'],
    ['/v1.0/servicePrincipals/X', 'serviceprincipals', 'X'],
    ['directoryObjects/X', 'directoryobjects', 'X'],
  ])('%s', (url, collection, id) => {
    expect(parseReference(url)).toEqual({ collection, id });
  });
});

test.each([
  '',
  'X',
  'https://host',
  'https://host/X',
  'https://host/users/%',
  'https://host/users/X/$ref',
  "https://host/applications(appId='X')",
  "https://host/users('a','b')",
  `https://host/users/${'x'.repeat(5_000)}`,
])('refuses %s as a reference', (url) => {
  expect(faultOf(() => parseReference(url))).toMatchObject({ code: 'ReferenceMalformed', target: '@odata.id' });
});
