import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DirectoryFault } from '../../../src/directory/index.ts';
import {
  parseClaimsMapping,
  parseTokenLifetime,
  requirePolicy,
  requirePolicyTarget,
} from '../../../src/directory/rules/index.ts';

const lifetime = (text: unknown, more: object = {}): string[] => [
  JSON.stringify({ TokenLifetimePolicy: { Version: 1, AccessTokenLifetime: text, ...more } }),
];
const mapping = (content: object): string[] => [JSON.stringify({ ClaimsMappingPolicy: { Version: 1, ...content } })];
const refused = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error instanceof DirectoryFault ? error.code : error;
  }
};

describe('token lifetimes (sts reference 5.9)', () => {
  it.each([
    ['00:10:00', 600],
    ['0:10:00', 600],
    ['02:00', 7200],
    ['23:59:59', 86_399],
    ['1.00:00:00', 86_400],
    [' 08:00:00 ', 28_800],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseTokenLifetime(lifetime(text))).toBe(seconds);
  });

  it.each([
    '00:09:59',
    '1.00:00:01',
    '24:00:00',
    '2.00:00:00',
    '10:60:00',
    '10',
    '',
    '-01:00:00',
    'PT1H',
    3600,
    {},
    '99999999:00:00',
  ])('%j is refused', (text) => {
    expect(refused(() => parseTokenLifetime(lifetime(text)))).toBe('InvalidValue');
  });

  it('passes over the members that were retired', () => {
    expect(parseTokenLifetime(lifetime(undefined, { MaxInactiveTime: '30.00:00:00' }))).toBeNull();
  });

  it.each([
    ['nothing', []],
    ['two texts', [...lifetime('01:00:00'), ...lifetime('01:00:00')]],
    ['no JSON', ['{']],
    ['a list', ['[]']],
    ['another kind', mapping({})],
    ['no version', ['{"TokenLifetimePolicy":{}}']],
    ['a later version', ['{"TokenLifetimePolicy":{"Version":2}}']],
    ['something huge', [`${lifetime('01:00:00')[0]}${' '.repeat(40_000)}`]],
  ])('a definition that is %s is refused', (_, definition) => {
    expect(refused(() => parseTokenLifetime(definition))).toBe('InvalidValue');
  });
});

describe('claims mappings (Graph resource claimsMappingPolicy)', () => {
  const join = {
    ID: 'J',
    TransformationMethod: 'Join',
    InputClaims: [{ ClaimTypeReferenceId: 'givenname', TransformationClaimType: 'string1' }],
    InputParameters: [{ ID: 'separator', Value: '.' }],
    OutputClaims: [{ ClaimTypeReferenceId: 'out', TransformationClaimType: 'outputClaim' }],
  };
  const givenName = { Source: 'user', ID: 'givenname' };
  const joined = { Source: 'transformation', ID: 'out', TransformationId: 'J', JwtClaimType: 'nick' };

  it('reads sources, values, extensions and transformations, whatever the case of their names', () => {
    const read = parseClaimsMapping(
      mapping({
        includeBasicClaimSet: 'FALSE',
        ClaimsSchema: [
          { Source: 'User', ID: 'EmployeeID', JwtClaimType: 'emp' },
          { Value: 'blue', JwtClaimType: 'colour' },
          { Source: 'user', ExtensionID: 'extension_1_cost', JwtClaimType: 'cost' },
          givenName,
          joined,
        ],
        ClaimsTransformation: [join],
      }),
    );
    expect(read.includesBasicClaims).toBe(false);
    expect(read.claims.map(({ source, id, value, jwtClaimType }) => [source, id, value, jwtClaimType])).toEqual([
      ['user', 'employeeid', null, 'emp'],
      [null, null, 'blue', 'colour'],
      ['user', null, null, 'cost'],
      ['user', 'givenname', null, null],
      ['transformation', 'out', null, 'nick'],
    ]);
    expect(read.transformations).toEqual([
      {
        id: 'J',
        method: 'Join',
        inputClaims: [{ claim: 'givenname', parameter: 'string1' }],
        inputParameters: [{ parameter: 'separator', value: '.' }],
        outputClaims: [{ claim: 'out', parameter: 'outputclaim' }],
      },
    ]);
  });

  it('keeps the basic claims unless it is told otherwise', () => {
    expect(parseClaimsMapping(mapping({})).includesBasicClaims).toBe(true);
  });

  it.each<[string, object]>([
    ['a schema that is no list', { ClaimsSchema: {} }],
    ['51 entries', { ClaimsSchema: Array(51).fill({ Value: 'x', JwtClaimType: 'y' }) }],
    ['an entry that is no object', { ClaimsSchema: ['x'] }],
    ['an entry without origin', { ClaimsSchema: [{ JwtClaimType: 'x' }] }],
    ['an unknown source', { ClaimsSchema: [{ Source: 'moon', ID: 'x', JwtClaimType: 'y' }] }],
    ['a property of no source', { ClaimsSchema: [{ Source: 'user', ID: 'passwordhash', JwtClaimType: 'y' }] }],
    ['a source named like a member of every object', { ClaimsSchema: [{ Source: 'constructor', ID: 'x' }] }],
    ['a name that is no text', { ClaimsSchema: [{ Value: 'x', JwtClaimType: 7 }] }],
    ['a name too long', { ClaimsSchema: [{ Value: 'x', JwtClaimType: 'n'.repeat(257) }] }],
    ['a flag that is none', { IncludeBasicClaimSet: 'maybe' }],
    ['a transformation that is not there', { ClaimsSchema: [joined] }],
    ['a regular expression', { ClaimsTransformation: [{ ...join, TransformationMethod: 'RegexReplace' }] }],
    ['an unknown method', { ClaimsTransformation: [{ ...join, TransformationMethod: 'toString' }] }],
    [
      'a transformation without output',
      { ClaimsSchema: [givenName], ClaimsTransformation: [{ ...join, OutputClaims: [] }] },
    ],
    ['an input that is not in the schema', { ClaimsTransformation: [join] }],
    [
      'a transformation that feeds on another one',
      {
        ClaimsSchema: [joined],
        ClaimsTransformation: [
          { ...join, InputClaims: [{ ClaimTypeReferenceId: 'out', TransformationClaimType: 'string1' }] },
        ],
      },
    ],
    ['two transformations of one name', { ClaimsSchema: [givenName], ClaimsTransformation: [join, join] }],
    [
      'a parameter that is no text',
      {
        ClaimsSchema: [givenName],
        ClaimsTransformation: [{ ...join, InputParameters: [{ ID: 'separator', Value: 1 }] }],
      },
    ],
  ])('refuses %s', (_, content) => {
    expect(refused(() => parseClaimsMapping(mapping(content)))).toBe('InvalidValue');
  });

  it('whatever is sent: a mapping or a refusal, never a bug', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (schema, transformations) => {
        const definition = mapping({ ClaimsSchema: schema, ClaimsTransformation: transformations });
        const result = refused(() => parseClaimsMapping(definition));
        expect(result === 'InvalidValue' || Object.hasOwn(result as object, 'claims')).toBe(true);
      }),
    );
  });
});

describe('policies by themselves', () => {
  const policy = {
    kind: 'tokenLifetimePolicy' as const,
    displayName: 'Short',
    definition: lifetime('00:10:00'),
    isOrganizationDefault: false,
  };
  it.each([
    ['in order', {}, undefined],
    ['the default', { isOrganizationDefault: true }, undefined],
    ['without a name', { displayName: '' }, 'MissingValue'],
    ['with a name too long', { displayName: 'n'.repeat(257) }, 'InvalidValue'],
    ['of the other kind', { kind: 'claimsMappingPolicy' as const }, 'InvalidValue'],
    [
      'a claims mapping for everybody',
      { kind: 'claimsMappingPolicy' as const, definition: mapping({}), isOrganizationDefault: true },
      'InvalidValue',
    ],
  ])('%s', (_, change, expected) => {
    expect(refused(() => requirePolicy({ ...policy, ...change }))).toBe(expected);
  });

  it.each([
    ['tokenLifetimePolicy', 'application', undefined, undefined],
    ['tokenLifetimePolicy', 'servicePrincipal', 'Application', undefined],
    ['tokenLifetimePolicy', 'servicePrincipal', 'ManagedIdentity', 'InvalidValue'],
    ['claimsMappingPolicy', 'servicePrincipal', 'Application', undefined],
    ['claimsMappingPolicy', 'servicePrincipal', 'ManagedIdentity', 'InvalidValue'],
    ['claimsMappingPolicy', 'application', undefined, 'InvalidValue'],
  ] as const)('%s on %s (%s): %s', (kind, target, type, expected) => {
    expect(refused(() => requirePolicyTarget({ kind }, { kind: target }, type))).toBe(expected);
  });
});
