import { z } from 'zod';

/** What a client makes of the answers: it stops with an error of its own where one has not this shape. */
export interface Reader {
  readonly discovery: z.ZodType;
  /** An application's token. */
  readonly application: z.ZodType;
  /** A person's tokens. */
  readonly person: z.ZodType;
  readonly device: z.ZodType;
  readonly userRealm: z.ZodType;
  readonly error: z.ZodType;
}

const text = z.string().min(1);
const address = z.url({ protocol: /^https$/ });
/** A whole number, as Go's `int` and Java's `long` read it; no client minds it. */
const seconds = z.int().positive();

/** The payload of a token, or of `client_info`, by base64url without padding, as the strictest decoder takes it. */
const decoded = (part: number) =>
  z
    .string()
    .transform((token) => token.split('.')[part] ?? '')
    .refine((encoded) => /^[A-Za-z0-9_-]+$/.test(encoded), 'not base64url without padding')
    .transform((encoded) => JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')) as unknown);

const clientInfo = decoded(0).pipe(z.object({ uid: text, utid: text }));

/** Claims by the types that statically typed readers give them; a claim of another type fails the whole answer there. */
const idToken = decoded(1).pipe(
  z.object({
    aud: text,
    iss: address,
    exp: z.int(),
    iat: z.int(),
    nbf: z.int(),
    sub: text,
    oid: text,
    tid: text,
    preferred_username: text,
    name: text.optional(),
    upn: text.optional(),
    email: text.optional(),
    given_name: text.optional(),
    family_name: text.optional(),
  }),
);

const application = z.object({
  access_token: text,
  token_type: z.string().regex(/^bearer$/i),
  expires_in: seconds,
  ext_expires_in: seconds.optional(),
  refresh_in: seconds.optional(),
  id_token: z.never().optional(),
  refresh_token: z.never().optional(),
});

const person = z.object({
  access_token: text,
  token_type: z.string().regex(/^bearer$/i),
  expires_in: seconds,
  ext_expires_in: seconds.optional(),
  refresh_token: text,
  scope: text,
  id_token: idToken,
  client_info: clientInfo,
});

/** MSALs show the description, look the codes up, and hand the ids to support. */
const error = z.object({
  error: text,
  error_description: z.string().regex(/^AADSTS\d+: /),
  error_codes: z.array(z.int()).length(1),
  timestamp: text,
  trace_id: z.guid(),
  correlation_id: z.guid(),
});

const any: Reader = {
  discovery: z.object({
    issuer: address,
    authorization_endpoint: address,
    token_endpoint: address,
    // Missed only by those who begin a device code flow by it.
    device_authorization_endpoint: address.optional(),
    jwks_uri: address,
  }),
  application,
  person,
  device: z.object({
    user_code: text,
    device_code: text,
    verification_uri: address,
    expires_in: seconds,
    interval: seconds,
    message: text,
  }),
  // The Go library refuses an answer in which one of the four is missing.
  userRealm: z.object({
    account_type: z.enum(['Managed', 'Federated']),
    domain_name: text,
    cloud_instance_name: text,
    cloud_audience_urn: text,
  }),
  error,
};

/** The provider takes the access token apart, and goes to Graph for what it does not find in it. */
const terraform: Reader = {
  ...any,
  application: application.extend({
    access_token: decoded(1).pipe(
      z.object({
        aud: text,
        exp: z.int(),
        iat: z.int(),
        iss: text,
        oid: text,
        tid: text,
        roles: z.array(text).optional(),
        scp: text.optional(),
        appid: text,
        ver: text,
        sub: text,
      }),
    ),
  }),
};

/** Readers by the folder of the client. Most differ in what they tolerate, so one that tolerates nothing serves for all. */
export const readers: Readonly<Record<string, Reader>> = {
  'az-cli': any,
  'azidentity-go': any,
  'azure-identity-python': any,
  'msal-dotnet': any,
  'msal-go': any,
  'msal-java': any,
  'msal-python': any,
  'terraform-azuread': terraform,
};
