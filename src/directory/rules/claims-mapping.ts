import type { ClaimSource, ClaimsMapping, MappedClaim } from '../types/policy.ts';
import { parseTransformations } from './claims-transformation.ts';
import { asObject, member, openDefinition } from './policy-definition.ts';
import { refuseValue } from './refuse-value.ts';

const MOST_CLAIMS = 50;
const MAX_NAME_LENGTH = 256;

const numbered = Array.from({ length: 15 }, (_, index) => `extensionattribute${index + 1}`);

/**
 * The properties that each source has, in lower case. A property that nobody has a value for makes no claim.
 * @spec Entra claims customization: valid ID values per source
 */
const PROPERTIES: Readonly<Record<ClaimSource, readonly string[] | 'any'>> = {
  user: [
    ...['surname', 'givenname', 'displayname', 'objectid', 'mail', 'userprincipalname', 'department', 'jobtitle'],
    ...['onpremisesuserprincipalname', 'onpremisessamaccountname', 'onpremisesecurityidentifier', 'netbiosname'],
    ...['onpremisessecurityidentifier', 'onpremisesdomainname', 'onpremisesimmutableid', 'dnsdomainname'],
    ...['companyname', 'streetaddress', 'postalcode', 'city', 'state', 'country', 'usagelocation', 'officelocation'],
    ...['preferredlanguage', 'preferreddatalocation', 'mailnickname', 'othermail', 'proxyaddresses', 'usertype'],
    ...['employeeid', 'employeetype', 'facsimiletelephonenumber', 'telephonenumber', 'mobilephone'],
    ...['accountenabled', 'createddatetime', 'lastpasswordchangedatetime', 'assignedroles', ...numbered],
  ],
  application: ['displayname', 'objectid', 'tags'],
  resource: ['displayname', 'objectid', 'tags'],
  audience: ['displayname', 'objectid', 'tags'],
  company: ['tenantcountry'],
  transformation: 'any',
};

/**
 * Reads the definition of a claims mapping policy. Claims that a policy cannot set are left to the token service, which passes over
 * them; here only what cannot be understood is refused.
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resource claimsMappingPolicy; Entra claims customization: claims schema
 */
export function parseClaimsMapping(definition: readonly string[]): ClaimsMapping {
  const content = openDefinition(definition, 'ClaimsMappingPolicy');
  const basic = member(content, 'IncludeBasicClaimSet');
  const schema = member(content, 'ClaimsSchema') ?? [];
  if (!Array.isArray(schema) || schema.length > MOST_CLAIMS)
    refuseValue('definition', `ClaimsSchema must be a list of at most ${MOST_CLAIMS} entries.`);
  const claims = schema.map(parseClaim);
  const transformations = parseTransformations(content, claims);
  const orphan = claims.find(
    ({ source, id, transformationId }) =>
      source === 'transformation' &&
      !transformations.some((one) => one.id === transformationId && one.outputClaims.some(({ claim }) => claim === id)),
  );
  if (orphan !== undefined)
    refuseValue(
      'definition',
      `No transformation '${orphan.transformationId ?? ''}' has the output '${orphan.id ?? ''}'.`,
    );
  return { includesBasicClaims: parseFlag(basic), claims, transformations };
}

function parseFlag(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const text = String(value).toLowerCase();
  if (text !== 'true' && text !== 'false') refuseValue('definition', 'IncludeBasicClaimSet must be true or false.');
  return text === 'true';
}

function parseClaim(entry: unknown, index: number): MappedClaim {
  const at = `ClaimsSchema[${index}]`;
  const object = asObject(entry) ?? refuseValue('definition', `${at} is no object.`);
  const text = (name: string): string | null => {
    const value = member(object, name);
    if (value === undefined || value === null || value === '') return null;
    if (typeof value !== 'string' || value.length > MAX_NAME_LENGTH)
      return refuseValue('definition', `${at}.${name} must be a text of at most ${MAX_NAME_LENGTH} characters.`);
    return value;
  };
  const claim = {
    source: parseSource(text('Source'), at),
    id: text('ID')?.toLowerCase() ?? null,
    value: text('Value'),
    extensionId: text('ExtensionID'),
    transformationId: text('TransformationID'),
    jwtClaimType: text('JwtClaimType'),
  };
  requireOrigin(claim, at);
  if (claim.jwtClaimType === null && text('SamlClaimType') === null && claim.id === null)
    refuseValue('definition', `${at} names neither a claim nor anything to make one of.`);
  return claim;
}

function parseSource(text: string | null, at: string): ClaimSource | null {
  if (text === null) return null;
  const source = text.toLowerCase();
  if (!Object.hasOwn(PROPERTIES, source)) refuseValue('definition', `${at}.Source '${text}' is not known.`);
  return source as ClaimSource;
}

function requireOrigin({ source, id, value, extensionId, transformationId }: MappedClaim, at: string): void {
  if (source === null) {
    if (value === null) refuseValue('definition', `${at} has neither a Source nor a Value.`);
    return;
  }
  if (source === 'transformation') {
    if (transformationId === null || id === null)
      refuseValue('definition', `${at} needs a TransformationID, and as ID the output it takes.`);
    return;
  }
  if (source === 'user' && extensionId !== null) return;
  const properties = PROPERTIES[source];
  if (id === null || (properties !== 'any' && !properties.includes(id)))
    refuseValue('definition', `${at}.ID '${id ?? ''}' is no property of the source '${source}'.`);
}
