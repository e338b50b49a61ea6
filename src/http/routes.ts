import { armMetadata } from '../arm/index.ts';
import type { HttpRequest, HttpResponse } from '../kernel/index.ts';
import {
  DEVICE_PAGE,
  deviceCodeEndpoint,
  discoveryDocument,
  instanceDiscovery,
  keysDocument,
  type OAuthDependencies,
  parseForm,
  tokenEndpoint,
  userinfo,
  userRealm,
} from '../oauth/index.ts';
import type { SignInFace } from '../signin/index.ts';
import { live, ready } from './health.ts';

/** What answers requests. Made once, by the composition root. */
export interface Faces {
  readonly oauth: OAuthDependencies;
  readonly signIn: SignInFace;
  readonly graph: (request: HttpRequest) => Promise<HttpResponse>;
  /** Whether what the server stands on can be reached. */
  readonly isReady: () => Promise<boolean>;
}

/**
 * What the routes of a family have in common: the size of bodies, who may read the answer from another origin, and how a
 * failure looks.
 * - `token`: forms in, JSON out; open to the origins of the client's own single-page apps
 * - `document`: public JSON that everybody may read
 * - `userinfo`: JSON for the bearer of a token
 * - `page`: a person at a browser
 * - `graph`: Graph's JSON for the bearer of a token
 */
export type RouteFamily = 'token' | 'document' | 'userinfo' | 'page' | 'graph';

export interface Route {
  readonly methods: readonly ('GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[];
  /** Compared without regard to case. `:tenant` is one segment, whatever it holds; `*` is all the rest. */
  readonly path: string;
  readonly family: RouteFamily;
  /** @param tenant the tenant segment, decoded; empty where the path has none */
  readonly answer: (faces: Faces, request: HttpRequest, tenant: string) => HttpResponse | Promise<HttpResponse>;
}

const read = ['GET', 'HEAD'] as const;
const form = ['GET', 'POST'] as const;
// The face itself says which methods it takes, in the protocol's own words.
const every = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Every address of the server. Anything else is answered 404. @spec clients reference 2 */
export const routes: readonly Route[] = [
  {
    methods: read,
    path: '/:tenant/v2.0/.well-known/openid-configuration',
    family: 'document',
    answer: ({ oauth }, _, tenant) => discoveryDocument(oauth, tenant),
  },
  {
    methods: read,
    path: '/:tenant/.well-known/openid-configuration',
    family: 'document',
    answer: ({ oauth }, _, tenant) => discoveryDocument(oauth, tenant, 1),
  },
  {
    methods: read,
    path: '/:tenant/discovery/v2.0/keys',
    family: 'document',
    answer: ({ oauth }, _, tenant) => keysDocument(oauth, tenant),
  },
  {
    methods: read,
    path: '/:tenant/discovery/keys',
    family: 'document',
    answer: ({ oauth }, _, tenant) => keysDocument(oauth, tenant, 1),
  },
  {
    methods: read,
    path: '/common/discovery/instance',
    family: 'document',
    answer: ({ oauth }, { query }) => instanceDiscovery(oauth.baseUrl, parseForm(query)),
  },
  {
    methods: read,
    path: '/common/userrealm/*',
    family: 'document',
    answer: ({ oauth }, request) => userRealm(oauth, request),
  },
  {
    methods: form,
    path: '/:tenant/oauth2/v2.0/authorize',
    family: 'page',
    answer: ({ signIn }, request, tenant) => signIn.authorize(request, tenant, 2),
  },
  {
    methods: form,
    path: '/:tenant/oauth2/authorize',
    family: 'page',
    answer: ({ signIn }, request, tenant) => signIn.authorize(request, tenant, 1),
  },
  {
    methods: ['POST'],
    path: '/:tenant/login',
    family: 'page',
    answer: ({ signIn }, request, tenant) => signIn.answer(request, tenant),
  },
  {
    methods: every,
    path: '/:tenant/oauth2/v2.0/token',
    family: 'token',
    answer: ({ oauth }, request, tenant) => tokenEndpoint(oauth, request, tenant, 2),
  },
  {
    methods: every,
    path: '/:tenant/oauth2/token',
    family: 'token',
    answer: ({ oauth }, request, tenant) => tokenEndpoint(oauth, request, tenant, 1),
  },
  {
    methods: every,
    path: '/:tenant/oauth2/v2.0/devicecode',
    family: 'token',
    answer: ({ oauth }, request, tenant) => deviceCodeEndpoint(oauth, request, tenant, 2),
  },
  {
    methods: every,
    path: '/:tenant/oauth2/devicecode',
    family: 'token',
    answer: ({ oauth }, request, tenant) => deviceCodeEndpoint(oauth, request, tenant, 1),
  },
  {
    methods: form,
    path: DEVICE_PAGE,
    family: 'page',
    answer: ({ signIn }, request) => signIn.device(request),
  },
  {
    methods: form,
    path: '/:tenant/oauth2/deviceauth',
    family: 'page',
    answer: ({ signIn }, request) => signIn.device(request),
  },
  {
    methods: form,
    path: '/:tenant/oauth2/v2.0/logout',
    family: 'page',
    answer: ({ signIn }, request, tenant) => signIn.logout(request, tenant),
  },
  {
    methods: form,
    path: '/:tenant/oauth2/logout',
    family: 'page',
    answer: ({ signIn }, request, tenant) => signIn.logout(request, tenant),
  },
  {
    methods: ['GET'],
    path: '/:tenant/oauth2/nativeclient',
    family: 'page',
    answer: ({ signIn }) => signIn.nativeClient(),
  },
  { methods: ['GET'], path: '/', family: 'page', answer: ({ signIn }) => signIn.home() },
  { methods: ['GET'], path: '/error', family: 'page', answer: ({ signIn }, request) => signIn.errorLookup(request) },
  {
    methods: form,
    path: '/oidc/userinfo',
    family: 'userinfo',
    answer: ({ oauth }, request) => userinfo(oauth, request),
  },
  {
    methods: form,
    path: '/:tenant/openid/userinfo',
    family: 'userinfo',
    answer: ({ oauth }, request, tenant) => userinfo(oauth, request, tenant),
  },
  { methods: every, path: '/v1.0', family: 'graph', answer: ({ graph }, request) => graph(request) },
  { methods: every, path: '/v1.0/*', family: 'graph', answer: ({ graph }, request) => graph(request) },
  { methods: every, path: '/beta', family: 'graph', answer: ({ graph }, request) => graph(request) },
  { methods: every, path: '/beta/*', family: 'graph', answer: ({ graph }, request) => graph(request) },
  {
    methods: read,
    path: '/metadata/endpoints',
    family: 'document',
    answer: ({ oauth }, { query }) => armMetadata(oauth.baseUrl, query),
  },
  { methods: read, path: '/healthz', family: 'document', answer: ({ isReady }) => ready(isReady) },
  { methods: read, path: '/healthz/live', family: 'document', answer: () => live() },
  { methods: read, path: '/healthz/ready', family: 'document', answer: ({ isReady }) => ready(isReady) },
];
