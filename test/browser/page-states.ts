import {
  type Account,
  type Branding,
  type ConsentApp,
  type ConsentResource,
  type ConsentView,
  type InteractionView,
  type Page,
  renderAcceptInvitationPage,
  renderAccountPickerPage,
  renderAdminApprovalPage,
  renderChangePasswordPage,
  renderConfirmDevicePage,
  renderConsentPage,
  renderDeviceCodePage,
  renderDeviceDonePage,
  renderErrorPage,
  renderFormPostPage,
  renderFrontChannelLogoutPage,
  renderHomePage,
  renderNativeClientPage,
  renderNoticePage,
  renderPasswordPage,
  renderSignedOutPage,
  renderSignOutPage,
  renderStaySignedInPage,
  renderUsernamePage,
} from '../../src/signin/pages/index.ts';
import { errorCodeStates } from './error-code-states.ts';

/** One page in one state, with the selector of what a person most likely presses next. */
export interface PageState {
  readonly name: string;
  readonly page: Page;
  readonly primary?: string;
}

const GUID = '3f2c1a9e-7d54-4c0b-9a6e-0d1b2c3e4f50';
const branding: Branding = { tenantName: 'Contoso', note: 'Trouble signing in? Call the help desk: extension 4040.' };
const app = { displayName: 'Orders Portal' };
const account: Account = { username: 'adele.vance@contoso.example', displayName: 'Adele Vance' };
const form = { action: '/contoso.example/login', hidden: { ctx: 'interaction-1', flowToken: 'token-1' } };
const cancel = { action: '/contoso.example/cancel', hidden: form.hidden };
const base: InteractionView = {
  branding,
  form,
  app,
  cancel,
  redirectUri: 'https://orders.contoso.example/signin-oidc',
};

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const long: Account = {
  username: `${LONG.toLowerCase()}@subdivision.of.a.very.long.domain.example`,
  displayName: LONG,
};

const accounts = [
  { ...account, value: 'a1', isSignedIn: true },
  {
    username: 'adele@fabrikam.example',
    displayName: 'Adele Vance',
    organization: 'Fabrikam',
    value: 'a2',
    isSignedIn: false,
  },
  { username: 'megan.bowen@contoso.example', value: 'a3', isSignedIn: true },
];

const consentApp: ConsentApp = {
  displayName: 'Orders Portal',
  appId: GUID,
  publisher: { kind: 'verified', displayName: 'Fabrikam Software GmbH' },
  publisherDomain: 'fabrikam.example',
  createdOn: '4 March 2026',
  websiteUrl: 'https://orders.fabrikam.example/',
  termsUrl: 'https://orders.fabrikam.example/terms',
  privacyUrl: 'https://orders.fabrikam.example/privacy',
};

const permission = { kind: 'delegated', isHighImpact: false, needsAdministrator: false } as const;
const graph: ConsentResource = {
  displayName: 'Microsoft Graph',
  permissions: [
    {
      ...permission,
      value: 'User.Read',
      displayName: 'Sign you in and read your profile',
      description: 'Lets you sign in and lets the app read your name, email and photo.',
    },
    {
      ...permission,
      value: 'Mail.ReadWrite',
      displayName: 'Read and write your mail',
      description: 'Lets the app create, read, change and delete mail in your mailbox. It cannot send.',
      isHighImpact: true,
    },
    {
      ...permission,
      value: 'offline_access',
      displayName: 'Keep the access you have given it',
      description: 'Lets the app act for you while you are not using it.',
      isGranted: true,
    },
  ],
};
const ordersApi: ConsentResource = {
  displayName: 'Orders API',
  permissions: [
    {
      ...permission,
      value: 'Orders.Read',
      displayName: 'Read your orders',
      description: 'Lets the app see the orders you placed.',
    },
  ],
};
const graphForAll: ConsentResource = {
  displayName: 'Microsoft Graph',
  permissions: [
    {
      ...permission,
      value: 'Directory.Read.All',
      displayName: 'Read directory data',
      description: 'Lets the app read all users, groups and applications, as the person who uses it.',
      needsAdministrator: true,
      isHighImpact: true,
    },
    {
      ...permission,
      kind: 'application',
      value: 'User.Read.All',
      displayName: 'Read everyone’s full profile',
      description: 'Lets the app read every profile without anybody signed in.',
      needsAdministrator: true,
      isHighImpact: true,
    },
  ],
};

const consent: ConsentView = {
  ...base,
  app: consentApp,
  redirectUri: 'https://orders.contoso.example/signin-oidc',
  tenantName: 'Contoso',
  account,
  resources: [graph, ordersApi],
  onBehalfOf: 'self',
  revokeUrl: '/account/applications',
};

const trouble = {
  requestId: '8d1c9a3e-50f2-4f3c-a5cf-2f6c1b8a0e00',
  correlationId: 'c0ffee00-1234-4cde-8f00-0123456789ab',
  timestamp: '2026-05-09 07:29:33Z',
};

/** Every page in every state that looks different. `origin` is where the pages are served, for what they load themselves. */
export function pageStates(origin: string): readonly PageState[] {
  return [
    { name: 'username', primary: '#idSIButton9', page: renderUsernamePage({ ...base, accepted: 'any', username: '' }) },
    {
      name: 'username-refused',
      primary: '#idSIButton9',
      page: renderUsernamePage({
        ...base,
        accepted: 'work',
        branding: {},
        username: 'adele@contosso.example',
        error: {
          code: 50034,
          message: 'The account adele@contosso.example does not exist in the directory of Contoso.',
        },
      }),
    },
    {
      name: 'invitation',
      primary: '#idBtn_AcceptInvitation',
      page: renderAcceptInvitationPage({ ...base, account, tenantName: 'Fabrikam' }),
    },
    {
      name: 'invitation-long',
      primary: '#idBtn_AcceptInvitation',
      page: renderAcceptInvitationPage({ ...base, account: long, tenantName: LONG }),
    },
    {
      name: 'password',
      primary: '#idSIButton9',
      page: renderPasswordPage({ ...base, account, back: cancel }),
    },
    {
      name: 'password-refused',
      primary: '#idSIButton9',
      page: renderPasswordPage({
        ...base,
        account: long,
        app: { displayName: LONG },
        back: cancel,
        forgotPasswordUrl: '/reset',
        error: { code: 50126, message: 'The user name or the password is wrong.' },
      }),
    },
    {
      name: 'leaving',
      primary: '#idSIButton9',
      page: renderUsernamePage({
        accepted: 'personal',
        branding: {},
        form: { action: '/leave', hidden: {} },
        redirectUri: 'http://localhost:1',
      }),
    },
    { name: 'picker', primary: '#aadTile', page: renderAccountPickerPage({ ...base, accounts }) },
    { name: 'stay-signed-in', primary: '#idSIButton9', page: renderStaySignedInPage({ ...base, account }) },
    {
      name: 'change-password',
      primary: '#idSIButton9',
      page: renderChangePasswordPage({
        ...base,
        account,
        reason: 'first-sign-in',
        rules: ['At least 12 characters.', 'Not your name or your user name.'],
        fieldErrors: { newPassword: { message: 'This password is too easy to guess. Choose a longer one.' } },
      }),
    },
    { name: 'consent', primary: '#idBtn_Accept', page: renderConsentPage(consent) },
    {
      name: 'consent-administrator',
      primary: '#idBtn_Accept',
      page: renderConsentPage({
        ...consent,
        app: { displayName: `${LONG} Client`, appId: GUID, publisher: { kind: 'unverified' } },
        redirectUri: 'http://localhost:51234',
        onBehalfOf: 'choice',
      }),
    },
    {
      name: 'consent-organization',
      primary: '#idBtn_Accept',
      page: renderConsentPage({
        ...consent,
        app: { ...consentApp, publisher: { kind: 'own', tenantName: 'Contoso' } },
        resources: [graphForAll, ordersApi],
        onBehalfOf: 'organization',
      }),
    },
    {
      name: 'consent-combined',
      primary: '#idBtn_Accept',
      page: renderConsentPage({
        ...consent,
        resources: [ordersApi],
        between: [
          {
            app: { displayName: 'Orders API', appId: GUID, publisher: { kind: 'own', tenantName: 'Contoso' } },
            resources: [graph],
          },
        ],
        onBehalfOf: 'choice',
      }),
    },
    {
      name: 'approval',
      primary: '#idBtn_Back',
      page: renderAdminApprovalPage({
        ...consent,
        resources: [graphForAll],
        reason: { code: 90094, message: 'Orders Portal needs permission that only an administrator can grant.' },
        cancel,
        switchAccount: cancel,
      }),
    },
    {
      name: 'approval-request',
      primary: '#idBtn_Request',
      page: renderAdminApprovalPage({
        ...consent,
        resources: [graphForAll],
        reason: { code: 90094, message: 'Orders Portal needs permission that only an administrator can grant.' },
        cancel,
        request: { form, error: { message: 'Say why you need it.' } },
      }),
    },
    {
      name: 'error',
      primary: 'main a',
      page: renderErrorPage({
        branding,
        ...trouble,
        code: 50011,
        message: `The redirect URI 'https://orders.contoso.example/callback?${LONG}' in the request does not match those of the application '${GUID}'.`,
        app: { ...app, appId: GUID },
        belongsTo: 'application',
        tryAgainUrl: '/again',
      }),
    },
    ...errorCodeStates(branding, LONG),
    {
      name: 'device-code',
      primary: '#idSIButton9',
      page: renderDeviceCodePage({ branding: {}, form: { action: '/device', hidden: {} } }),
    },
    {
      name: 'device-code-wrong',
      primary: '#idSIButton9',
      page: renderDeviceCodePage({
        branding: {},
        form: { action: '/device', hidden: {} },
        userCode: 'BCDFGHJKL',
        error: { message: 'The verification code is not valid.', code: 70018 },
      }),
    },
    {
      name: 'confirm-device',
      primary: '#remoteConnectSubmit',
      page: renderConfirmDevicePage({ ...base, account, app: { displayName: LONG, appId: GUID } }),
    },
    { name: 'device-approved', page: renderDeviceDonePage({ branding: {}, appName: 'Set-top box', isApproved: true }) },
    { name: 'device-declined', page: renderDeviceDonePage({ branding: {}, appName: LONG, isApproved: false }) },
    {
      name: 'signed-out',
      primary: 'main a',
      page: renderSignedOutPage({ branding, account, signInAgainUrl: '/again' }),
    },
    { name: 'sign-out-choice', primary: '#aadTile', page: renderSignOutPage({ ...base, accounts }) },
    {
      name: 'sign-out-confirmation',
      primary: '#idSIButton9',
      page: renderSignOutPage({ ...base, accounts: accounts.slice(0, 1) }),
    },
    {
      name: 'front-channel-logout',
      page: renderFrontChannelLogoutPage({
        branding,
        frames: [{ appName: 'Orders Portal', url: `${origin}/frame?iss=x&sid=y` }],
      }),
    },
    {
      name: 'front-channel-logout-onwards',
      page: renderFrontChannelLogoutPage({
        branding,
        app,
        frames: [{ appName: 'Orders Portal', url: `${origin}/frame?iss=x&sid=y` }],
        continueUrl: `${origin}/landing?state=s`,
      }),
    },
    {
      name: 'form-post',
      primary: '#idSIButton9',
      page: renderFormPostPage({
        branding,
        app,
        redirectUri: `${origin}/landing`,
        fields: { code: 'the-code', state: '"><b>state', submit: 'a field of this name' },
      }),
    },
    { name: 'native-client', page: renderNativeClientPage() },
    { name: 'home', page: renderHomePage() },
    {
      name: 'notice',
      page: renderNoticePage({
        // A browser logs every status but 200 as an error of its own, and the looks do not depend on it.
        status: 200,
        title: 'There is nothing at this address',
        text: 'Check the address, or start again from the application.',
        request: {
          requestId: 'b2f6a1c4-9d3e-4f70-8a15-6c7d8e9f0a1b',
          correlationId: '0d9c8b7a-6f5e-4d3c-8b2a-19087f6e5d4c',
        },
      }),
    },
  ];
}
