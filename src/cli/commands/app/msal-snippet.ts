import {
  type ApplicationWish,
  isMicrosoftAuthority,
  type RemoteTenant,
  type ResolvedPermission,
} from '../../../remote/index.ts';

const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000';

/** A few lines of code, and what they are for. */
export interface Snippet {
  readonly says: string;
  readonly code: readonly string[];
}

/** Whom the code is for. */
export interface SnippetFacts {
  readonly appId: string;
  readonly tenant: RemoteTenant;
  readonly asked: readonly ResolvedPermission[];
}

/** @returns the first thing to do with a new application, by what kind of client it is */
export function msalSnippet(wish: ApplicationWish, facts: SnippetFacts): Snippet {
  const scope = delegatedScope(wish, facts);
  if (wish.spa.length > 0) {
    return {
      says: 'sign in from the page (npm install @azure/msal-browser):',
      code: [
        "import { PublicClientApplication } from '@azure/msal-browser';",
        'const msal = new PublicClientApplication({',
        ...auth(facts, signInAt(wish, facts), [`redirectUri: '${wish.spa[0]}',`]),
        '});',
        'await msal.initialize();',
        `const { accessToken } = await msal.acquireTokenPopup({ scopes: ['${scope}'] });`,
      ],
    };
  }
  if (wish.web.length > 0) {
    return {
      says: 'sign people in from the server (npm install @azure/msal-node):',
      code: [
        "import { ConfidentialClientApplication } from '@azure/msal-node';",
        'const msal = new ConfidentialClientApplication({',
        ...auth(facts, signInAt(wish, facts), ['clientSecret: process.env.AZURE_CLIENT_SECRET,']),
        '});',
        'const address = await msal.getAuthCodeUrl({',
        `  scopes: ['${scope}'],`,
        `  redirectUri: '${wish.web[0]}',`,
        '});',
      ],
    };
  }
  if (wish.publicClient.length > 0) {
    return {
      says: 'sign in from the program (npm install @azure/msal-node):',
      code: [
        "import { PublicClientApplication } from '@azure/msal-node';",
        'const msal = new PublicClientApplication({',
        ...auth(facts, signInAt(wish, facts), []),
        '});',
        'const { accessToken } = await msal.acquireTokenInteractive({',
        `  scopes: ['${scope}'],`,
        '  openBrowser,',
        '});',
      ],
    };
  }
  if (wish.secretDays !== undefined) return daemon(facts);
  if (wish.publicFlows) {
    return {
      says: 'sign in with a code that is typed on another device (npm install @azure/msal-node):',
      code: [
        "import { PublicClientApplication } from '@azure/msal-node';",
        'const msal = new PublicClientApplication({',
        ...auth(facts, signInAt(wish, facts), []),
        '});',
        'const { accessToken } = await msal.acquireTokenByDeviceCode({',
        `  scopes: ['${scope}'],`,
        '  deviceCodeCallback: ({ message }) => console.log(message),',
        '});',
      ],
    };
  }
  return { says: `look at it with: npx entrada app show ${facts.appId}`, code: [] };
}

function daemon(facts: SnippetFacts): Snippet {
  const asked = facts.asked.find(({ kind }) => kind === 'application');
  return {
    says: 'get a token as the application itself (npm install @azure/msal-node):',
    code: [
      "import { ConfidentialClientApplication } from '@azure/msal-node';",
      'const msal = new ConfidentialClientApplication({',
      ...auth(facts, facts.tenant.tenant, ['clientSecret: process.env.AZURE_CLIENT_SECRET,']),
      '});',
      'const result = await msal.acquireTokenByClientCredential({',
      `  scopes: ['${resourceName(asked, facts)}/.default'],`,
      '});',
    ],
  };
}

/** The same options for every MSAL; authorities other than Microsoft's have to be named. @spec clients reference 3.1 */
function auth({ appId, tenant }: SnippetFacts, at: string, more: readonly string[]): string[] {
  const { host } = new URL(tenant.authority);
  return [
    '  auth: {',
    `    clientId: '${appId}',`,
    `    authority: '${tenant.authority}/${at}',`,
    ...(isMicrosoftAuthority(host) ? [] : [`    knownAuthorities: ['${host}'],`]),
    ...more.map((line) => `    ${line}`),
    '  },',
  ];
}

/** Where people sign in. An application acts for itself in one tenant only, so this is not for daemons. */
const signInAt = (wish: ApplicationWish, { tenant }: SnippetFacts): string =>
  wish.multitenant ? 'organizations' : tenant.tenant;

/** What a person's token is asked for: the first scope it offers or asks for, else the profile. */
function delegatedScope(wish: ApplicationWish, facts: SnippetFacts): string {
  const [own] = wish.apiScopes;
  if (own !== undefined) return `api://${facts.appId}/${own}`;
  const asked = facts.asked.find(({ kind }) => kind === 'delegated');
  return asked === undefined ? 'User.Read' : `${resourceName(asked, facts)}/${asked.value}`;
}

/** Graph by its address, any other API by its application id, which tokens can be asked with too. */
function resourceName(asked: ResolvedPermission | undefined, { tenant }: SnippetFacts): string {
  const isGraph = asked === undefined || asked.resourceAppId === MICROSOFT_GRAPH;
  return isGraph ? tenant.graphResource : asked.resourceAppId;
}
