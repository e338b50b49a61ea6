import type { AadstsOwner } from '../../catalogue/index.ts';
import { type Html, html } from './html.ts';

/** Names come from outside: `bdi` keeps their direction of writing from reordering the sentence around them. */
const name = (text: string): Html => html`<bdi class="name">${text}</bdi>`;

/**
 * Every sentence of the pages, in English. Another language is another object of this type; `language` and `direction` go
 * to the document element.
 */
export const texts = {
  language: 'en',
  direction: 'ltr',
  product: 'Entrada',
  errorTitle: (title: string) => `Error: ${title}`,
  pageTitle: (title: string, owner: string) => `${title} · ${owner}`,

  frame: {
    welcome: (tenant: string) => html`The front door of ${name(tenant)}`,
    welcomeAnywhere: 'The front door to your applications',
    toContinue: (app: string) => html`to continue to ${name(app)}`,
    cancel: 'Cancel',
    cancelTo: (app: string) => html`Cancel and go back to ${name(app)}`,
    signedInAs: 'Signed in as',
  },

  username: {
    title: 'Sign in',
    label: 'Email or user name',
    next: 'Next',
  },

  password: {
    title: 'Enter your password',
    label: 'Password',
    signIn: 'Sign in',
    back: 'Not you?',
    backMeaning: ' Sign in with another account',
    forgot: 'Forgot your password?',
    forgotHelp: (tenant: string | undefined) =>
      tenant === undefined
        ? 'Ask an administrator of your organization to reset it.'
        : html`Ask an administrator of ${name(tenant)} to reset it.`,
  },

  picker: {
    title: 'Choose an account',
    signedIn: 'Signed in',
    signedOut: 'Signed out',
    useAnother: 'Use another account',
  },

  staySignedIn: {
    title: 'Stay signed in?',
    explanation: 'If you do, this browser will not ask for your password each time. Choose no on a computer you share.',
    dontShowAgain: 'Don’t ask me this again',
    yes: 'Yes',
    no: 'No',
  },

  invitation: {
    title: (tenant: string) => `Become a guest of ${tenant}`,
    heading: (tenant: string) => html`Become a guest of ${name(tenant)}?`,
    explanation: (tenant: string) => html`${name(tenant)} has invited you. If you accept, it will`,
    profile: (tenant: string) =>
      html`see your name and your user name, and keep them in the directory of ${name(tenant)};`,
    activity: (tenant: string) => html`record when you sign in to applications of ${name(tenant)};`,
    administration: (tenant: string) =>
      html`decide what you may do there, and be able to remove you from ${name(tenant)} at any time.`,
    password: (user: string) =>
      html`You keep signing in as ${name(user)}. Your password stays with your own organization.`,
    accept: 'Accept',
    decline: 'Decline',
  },

  accounts: {
    /** Under the field of the user name: who may sign in here. */
    work: 'Use your account of an organization. Personal accounts cannot sign in here.',
    personal: 'Use your personal account. Accounts of organizations cannot sign in here.',
    any: 'An account of an organization, or a personal one.',
    ofTenant: (tenant: string) =>
      html`Use your account of ${name(tenant)}, or the one you were invited with as a guest.`,
    notPersonal: 'This is a personal account. Only accounts of organizations can sign in here.',
    onlyPersonal: 'This is an account of an organization. Only personal accounts can sign in here.',
  },

  changePassword: {
    title: 'Choose a new password',
    reasons: {
      'first-sign-in':
        'This is the first time you sign in with a password somebody else set. Replace it with one only you know.',
      expired: 'Your password has expired. Choose a new one to go on.',
      reset: 'An administrator has reset your password. Replace it with one only you know.',
    },
    current: 'Current password',
    next: 'New password',
    confirm: 'New password, once more',
    submit: 'Change password',
  },

  consent: {
    title: 'Permissions requested',
    titleForOrganization: 'Permissions requested for your organization',
    ask: (app: string) => html`${name(app)} asks for your permission`,
    askForOrganization: (app: string, tenant: string) => html`${name(app)} asks for the permission of ${name(tenant)}`,
    verifiedPublisher: (publisher: string) => html`Published by ${name(publisher)}`,
    ownPublisher: (tenant: string) => html`Made in ${name(tenant)}`,
    unverifiedPublisher: 'Publisher not verified',
    verified: 'Verified',
    about: 'About this application',
    publisherDomain: 'Publisher domain',
    noPublisherDomain: 'None given',
    returnsTo: 'Answers go to',
    onAnotherDevice: 'the device that shows the code',
    onThisDevice: (label: string) => html`${name(label)} on this device`,
    appId: 'Application (client) ID',
    createdOn: 'Registered on',
    website: 'Website',
    terms: 'Terms of service',
    privacy: 'Privacy statement',
    inYourName: (app: string, user: string) =>
      html`${name(app)} would act as you, ${name(user)}, and could never do more than you can do yourself.`,
    inEverybodysName: (app: string, tenant: string) =>
      html`You answer for everyone in ${name(tenant)}. ${name(app)} would act as whoever uses it, and never do more than that person can.`,
    onItsOwn: (app: string) =>
      html`Where it says “Without a user”, ${name(app)} would act as itself, at any time, with nobody signed in.`,
    permissions: 'What it would be able to do',
    permissionsOf: (app: string) => html`What ${name(app)} would be able to do`,
    through: (app: string, api: string) => html`${name(app)} works through ${name(api)}. Your answer counts for both.`,
    highImpact: 'High impact',
    needsAdministrator: 'Administrator only',
    withoutUser: 'Without a user',
    granted: 'Already granted',
    organizationChoice: 'Consent on behalf of your organization',
    organizationMeaning: (app: string, tenant: string) =>
      html`Everyone in ${name(tenant)} could then use ${name(app)} with these permissions and would not be asked. Leave it
        unticked to answer for yourself only.`,
    trust: (app: string) =>
      html`Accept only if you trust ${name(app)} and know why it needs this. What it does with the data is governed by its own terms.`,
    recordedForSelf: (tenant: string) =>
      html`Your answer is kept with the enterprise application (service principal) in ${name(tenant)}.`,
    recordedForOrganization: (tenant: string) =>
      html`The answer is kept with the enterprise application (service principal) in ${name(tenant)}, where an administrator can take
        it back.`,
    revoke: 'You can take it back at any time in My apps',
    accept: 'Accept',
    cancel: 'Cancel',
  },

  approval: {
    title: 'An administrator has to approve this',
    explanation: (app: string, tenant: string) =>
      html`${name(app)} asks for permissions in ${name(tenant)} that you cannot grant yourself.`,
    ask: 'Ask an administrator to grant them, then sign in again.',
    justification: 'Why do you need it?',
    justificationHint: 'The people who decide will read this.',
    request: 'Request approval',
    useAdministrator: 'I have an administrator account',
    back: 'Go back without access',
  },

  error: {
    title: 'We couldn’t sign you in',
    troubleshooting: 'For whoever helps you',
    explainer: 'These details find this attempt in the sign-in log.',
    requestId: 'Request Id',
    correlationId: 'Correlation Id',
    timestamp: 'Timestamp',
    app: 'Application',
    code: 'Code',
    where: 'Where it is set',
    moreAbout: (code: number) => `More about AADSTS${code}`,
    tryAgain: 'Try again',
    owners: {
      application: 'App registration (application object): the definition, in its home tenant',
      servicePrincipal: 'Enterprise application (service principal): the instance in this tenant',
      user: 'The account that signs in',
      tenant: 'The settings of the tenant',
      request: 'The request that the application sent',
      platform: 'This service itself',
    } satisfies Record<AadstsOwner, string>,
  },

  errorCode: {
    title: 'Error codes',
    titleOf: (code: number) => `AADSTS${code}`,
    unknown: (code: string) => html`No error has the number ${name(code)}.`,
    when: 'When it happens',
    remedy: 'What helps',
    onTheWire: 'What the application is told',
    entraOnly: 'Microsoft Entra answers this; this service never does.',
    foundBy: (words: string) => html`Errors that speak of ${name(words)}:`,
    nothingFound: (words: string) => html`No error speaks of ${name(words)}.`,
    more: (count: number) =>
      count === 1 ? 'One more fits. Add a word to find it.' : `${count} more fit. Add a word to find them.`,
    label: 'Another error code, or words of the error',
    example: '50011, or redirect',
    search: 'Look up',
  },

  deviceCode: {
    title: 'Enter the code',
    explanation: 'Type the code that the application or device shows you.',
    label: 'Code',
    next: 'Next',
  },

  confirmDevice: {
    title: 'Is it you?',
    ask: (app: string) => html`Are you signing in to ${name(app)}?`,
    warning:
      'Go on only if you started this on a device of yours. If somebody sent you the code, they would be signed in as you.',
    appId: 'Application id',
    yes: 'Yes, it’s me',
    no: 'No',
  },

  deviceDone: {
    approved: {
      title: 'You’re signed in on your device',
      explanation: (app: string) => html`${name(app)} goes on there. You can close this window.`,
    },
    declined: {
      title: 'Nobody was signed in',
      explanation: (app: string) => html`${name(app)} was told that you declined. You can close this window.`,
    },
  },

  signedOut: {
    title: 'You’re signed out',
    explanation: 'Close all browser windows if this is a computer you share.',
    signInAgain: 'Sign in again',
  },

  signOut: {
    chooseTitle: 'Which account do you want to sign out?',
    confirmTitle: 'Sign out?',
    confirmExplanation: 'You will be signed out here and in the applications you used in this session.',
    all: 'Sign out of all accounts',
    confirm: 'Sign out',
  },

  signingOut: {
    title: 'Signing you out',
    explanation: 'Telling the applications you used that the session is over.',
    frameTitle: (app: string) => `Signing out of ${app}`,
    continueTo: (app: string) => html`Continue to ${name(app)}`,
    continue: 'Continue',
  },

  formPost: {
    title: 'Taking you back',
    explanation: (app: string | undefined) =>
      app === undefined ? 'Taking you back to the application.' : html`Taking you back to ${name(app)}.`,
    continue: 'Continue',
  },

  home: {
    title: 'The door is open',
    text: 'Entrada is running here. You come to sign in from an application: this address alone has nothing to show.',
  },

  notice: {
    errorCodes: 'What does an error code mean?',
  },

  nativeClient: {
    title: 'You can close this window',
    explanation: 'The application takes it from here.',
  },
} as const;
