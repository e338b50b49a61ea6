import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClaimsMapping } from '../../src/directory/index.ts';
import { accessTokenClaims, idTokenClaims, type MappingSources, mapClaims } from '../../src/tokens/index.ts';
import { ada, appFacts, idFacts, userFacts } from './facts.ts';

const sources: MappingSources = {
  user: {
    ...ada,
    department: 'Engines',
    businessPhones: ['+44 1'],
    otherMails: ['ada@second.example'],
    extra: {
      employeeId: '4711',
      extension_1_cost: 'C7',
      onPremisesExtensionAttributes: { extensionAttribute1: 'one', extensionAttribute15: 'fifteen' },
    },
  },
  roles: ['Approver'],
  application: { id: 'client-id', displayName: 'Client', tags: ['c'] },
  resource: { id: 'api-id', displayName: 'API', tags: [] },
  tenant: { countryLetterCode: 'GB' },
};

type Entry = Readonly<Record<string, string>>;

/** What a schema, with transformations, makes. */
function map(schema: readonly Entry[], transformations: readonly object[] = [], from = sources) {
  const content = { Version: 1, ClaimsSchema: schema, ClaimsTransformation: transformations };
  return mapClaims(parseClaimsMapping([JSON.stringify({ ClaimsMappingPolicy: content })]), from);
}

describe('where mapped claims take their values from', () => {
  it.each<[Entry, unknown]>([
    [{ Value: 'blue' }, 'blue'],
    [{ Source: 'user', ID: 'department' }, 'Engines'],
    [{ Source: 'user', ID: 'userprincipalname' }, ada.userPrincipalName],
    [{ Source: 'user', ID: 'objectid' }, ada.id],
    [{ Source: 'user', ID: 'employeeid' }, '4711'],
    [{ Source: 'user', ID: 'telephonenumber' }, '+44 1'],
    [{ Source: 'user', ID: 'othermail' }, ['ada@second.example']],
    [{ Source: 'user', ID: 'accountenabled' }, true],
    [{ Source: 'user', ID: 'assignedroles' }, ['Approver']],
    [{ Source: 'user', ID: 'extensionattribute1' }, 'one'],
    [{ Source: 'user', ID: 'extensionattribute15' }, 'fifteen'],
    [{ Source: 'user', ExtensionID: 'extension_1_cost' }, 'C7'],
    [{ Source: 'application', ID: 'objectid' }, 'client-id'],
    [{ Source: 'application', ID: 'tags' }, ['c']],
    [{ Source: 'resource', ID: 'displayname' }, 'API'],
    [{ Source: 'audience', ID: 'displayname' }, 'API'],
    [{ Source: 'company', ID: 'tenantcountry' }, 'GB'],
  ])('%j', (entry, expected) => {
    expect(map([{ ...entry, JwtClaimType: 'mine' }])).toEqual({
      includesBasicClaims: true,
      claims: { mine: expected },
    });
  });

  it.each<Entry>([
    { Source: 'user', ID: 'jobtitle' },
    { Source: 'user', ID: 'proxyaddresses' },
    { Source: 'user', ID: 'onpremisessamaccountname' },
    { Source: 'user', ID: 'extensionattribute2' },
    { Source: 'user', ExtensionID: 'extension_1_other' },
    { Source: 'resource', ID: 'tags' },
  ])('%j has no value here, and makes no claim', (entry) => {
    expect(map([{ ...entry, JwtClaimType: 'mine' }])).toHaveProperty('claims', {});
  });

  it('an application’s own token has nothing of a person', () => {
    const claims = [
      { Source: 'user', ID: 'displayname', JwtClaimType: 'a' },
      { Value: 'x', JwtClaimType: 'b' },
    ];
    expect(map(claims, [], { ...sources, user: null })).toHaveProperty('claims', { b: 'x' });
  });

  it('an entry for SAML alone makes no claim', () => {
    expect(map([{ Value: 'x', SamlClaimType: 'urn:x' }])).toHaveProperty('claims', {});
  });
});

describe('transformations', () => {
  const transformation = (method: string, inputs: Entry, parameters: Entry = {}) => ({
    ID: 'T',
    TransformationMethod: method,
    InputClaims: Object.entries(inputs).map(([TransformationClaimType, ClaimTypeReferenceId]) => ({
      ClaimTypeReferenceId,
      TransformationClaimType,
    })),
    InputParameters: Object.entries(parameters).map(([ID, Value]) => ({ ID, Value })),
    OutputClaims: [{ ClaimTypeReferenceId: 'Out', TransformationClaimType: 'outputClaim' }],
  });
  const schema: readonly Entry[] = [
    { Source: 'user', ID: 'givenname' },
    { Source: 'user', ID: 'surname' },
    { Source: 'user', ID: 'mail' },
    { Source: 'user', ID: 'jobtitle' },
    { Source: 'user', ID: 'othermail' },
    { Source: 'transformation', ID: 'Out', TransformationId: 'T', JwtClaimType: 'mine' },
  ];

  it.each([
    ['Join', { string1: 'givenname', string2: 'surname' }, { separator: '.' }, 'Ada.Lovelace'],
    ['Join', { string1: 'givenname' }, { string2: 'sandbox', separator: '' }, 'Adasandbox'],
    ['ExtractMailPrefix', { mail: 'mail' }, {}, 'ada.lovelace'],
    ['ExtractMailPrefix', { string1: 'surname' }, {}, 'Lovelace'],
    ['ToLowercase', { string1: 'surname' }, {}, 'lovelace'],
    ['ToUpper', { string: 'surname' }, {}, 'LOVELACE'],
  ])('%s of %j and %j', (method, inputs, parameters, expected) => {
    expect(map(schema, [transformation(method, inputs, parameters)])).toHaveProperty('claims', { mine: expected });
  });

  it.each([
    ['an input without a value', 'ToLowercase', { string1: 'jobtitle' }, {}, 'inputMissing', 'string1'],
    ['an input that is not there', 'Join', { string1: 'surname' }, { separator: '.' }, 'inputMissing', 'string2'],
    ['no separator', 'Join', { string1: 'surname', string2: 'givenname' }, {}, 'inputMissing', 'separator'],
    ['no address', 'ExtractMailPrefix', { mail: 'jobtitle' }, {}, 'inputMissing', 'mail'],
    ['an input that is a list', 'ToLowercase', { string1: 'othermail' }, {}, 'inputInvalid', 'string1'],
  ])('%s fails (Entra AADSTS50124, AADSTS501241)', (_, method, inputs, parameters, reason, parameter) => {
    const failure = { reason, transformationId: 'T', parameter };
    expect(map(schema, [transformation(method, inputs, parameters)])).toEqual(failure);
  });

  it('what no claim asks for is not done', () => {
    const unused = schema.filter(({ Source }) => Source !== 'transformation');
    expect(map(unused, [transformation('ToLowercase', { string1: 'jobtitle' })])).toHaveProperty('claims', {});
  });
});

describe('what a mapping does to a token', () => {
  const mapped = { includesBasicClaims: true, claims: { department: 'Engines', name: 'A. L.' } };

  it('adds claims, and replaces those that only describe', () => {
    const expected = { department: 'Engines', name: 'A. L.', tid: userFacts().tenantId };
    expect(accessTokenClaims(userFacts({ mapped }))).toMatchObject(expected);
    expect(idTokenClaims(idFacts({ mapped }))).toMatchObject(expected);
    expect(accessTokenClaims(appFacts({ mapped }))).toMatchObject({ department: 'Engines' });
  });

  it('leaves out the basic claims where it says so, and nothing else', () => {
    const bare = { includesBasicClaims: false, claims: { mine: 'x' } };
    const without = accessTokenClaims(userFacts({ version: 1, mapped: bare }));
    for (const name of ['name', 'family_name', 'given_name', 'upn', 'unique_name', 'ipaddr', 'nickname'])
      expect(without).not.toHaveProperty(name);
    for (const name of ['aud', 'iss', 'sub', 'oid', 'tid', 'scp', 'exp', 'appid', 'mine'])
      expect(without).toHaveProperty(name);
  });

  const core = [
    'aud',
    'iss',
    'sub',
    'oid',
    'tid',
    'exp',
    'nbf',
    'iat',
    'ver',
    'uti',
    'scp',
    'roles',
    'azp',
    'azpacr',
    'appid',
  ];

  it.each([
    ...core,
    'groups',
    'wids',
    'upn',
    'email',
    'preferred_username',
    'amr',
    'acr',
    'idp',
    'sid',
    'nonce',
    'xms_anything',
    'extn.x',
    '_claim_names',
    'SUB',
    'Aud',
    '__proto__',
  ])('%s cannot be mapped', (JwtClaimType) => {
    expect(map([{ Value: 'mine', JwtClaimType }])).toHaveProperty('claims', {});
  });

  it('no mapping and no optional claim changes what a token is for, from or about, and none leaves a hole', () => {
    const name = fc.oneof(fc.constantFrom(...core), fc.string({ minLength: 1, maxLength: 20 }));
    const property = fc.constantFrom('use_guid', 'include_user_token', 'emit_as_roles', 'x');
    fc.assert(
      fc.property(
        fc.array(name, { maxLength: 8 }),
        fc.array(property),
        fc.constantFrom(1 as const, 2 as const),
        (names, additionalProperties, version) => {
          const result = map(names.map((JwtClaimType) => ({ Value: 'mine', JwtClaimType })));
          const requestedClaims = names.map((one) => ({
            name: one,
            source: null,
            essential: true,
            additionalProperties,
          }));
          const changed = { version, requestedClaims, mapped: 'reason' in result ? null : result, roles: ['R'] };
          for (const [before, after] of [
            [accessTokenClaims(userFacts({ version, roles: ['R'] })), accessTokenClaims(userFacts(changed))],
            [accessTokenClaims(appFacts({ version, roles: ['R'] })), accessTokenClaims(appFacts(changed))],
            [idTokenClaims(idFacts({ version, roles: ['R'] })), idTokenClaims(idFacts(changed))],
          ] as const) {
            for (const one of core) expect(after[one]).toEqual(before[one]);
            for (const value of Object.values(after)) expect(value ?? undefined).toBeDefined();
          }
        },
      ),
    );
  });
});
