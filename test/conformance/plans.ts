import type { Variant } from './relying-party.ts';

/** A plan of the suite: which modules it runs, with which variants. */
export interface Plan {
  readonly name: string;
  readonly runs: readonly { readonly variant: Variant; readonly modules: readonly string[] }[];
}

const basic = (responseType: string): Variant => ({
  responseType,
  responseMode: 'default',
  clientAuth: 'client_secret_basic',
});
const post = (responseType: string): Variant => ({ ...basic(responseType), clientAuth: 'client_secret_post' });

const requestModules = [
  'oidcc-scope-profile',
  'oidcc-scope-email',
  'oidcc-scope-address',
  'oidcc-scope-phone',
  'oidcc-scope-all',
  'oidcc-alternate-happy-flow',
  'oidcc-display-page',
  'oidcc-display-popup',
  'oidcc-prompt-login',
  'oidcc-prompt-none-not-logged-in',
  'oidcc-prompt-none-logged-in',
  'oidcc-max-age-1',
  'oidcc-max-age-10000',
  'oidcc-ensure-request-with-unknown-parameter-succeeds',
  'oidcc-id-token-hint',
  'oidcc-login-hint',
  'oidcc-ui-locales',
  'oidcc-claims-locales',
  'oidcc-ensure-request-with-acr-values-succeeds',
  'oidcc-ensure-registered-redirect-uri',
];
const userinfoModules = ['oidcc-userinfo-get', 'oidcc-userinfo-post-header', 'oidcc-userinfo-post-body'];
const codeModules = ['oidcc-codereuse', 'oidcc-codereuse-30seconds'];
const requestObjectModules = [
  'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
  'oidcc-claims-essential',
  'oidcc-ensure-request-object-with-redirect-uri',
];
const redemptionModules = ['oidcc-refresh-token', 'oidcc-ensure-request-with-valid-pkce-succeeds'];
const withoutNonce = 'oidcc-ensure-request-without-nonce-succeeds-for-code-flow';
const nonceNeeded = 'oidcc-ensure-request-without-nonce-fails';

const basicPlan: Plan = {
  name: 'oidcc-basic-certification-test-plan',
  runs: [
    {
      variant: basic('code'),
      modules: [
        'oidcc-server',
        'oidcc-response-type-missing',
        'oidcc-idtoken-signature',
        'oidcc-idtoken-unsigned',
        ...userinfoModules,
        withoutNonce,
        ...requestModules,
        ...codeModules,
        'oidcc-ensure-post-request-succeeds',
        ...requestObjectModules,
        ...redemptionModules,
      ],
    },
    { variant: post('code'), modules: ['oidcc-server-client-secret-post'] },
  ],
};

const implicitModules = [
  'oidcc-server',
  'oidcc-idtoken-signature',
  nonceNeeded,
  ...requestModules,
  ...requestObjectModules,
];
const implicitPlan: Plan = {
  name: 'oidcc-implicit-certification-test-plan',
  runs: [
    { variant: basic('id_token'), modules: implicitModules },
    {
      variant: basic('id_token token'),
      modules: [...implicitModules, ...userinfoModules, 'oidcc-response-type-missing'],
    },
  ],
};

const hybridPlan: Plan = {
  name: 'oidcc-hybrid-certification-test-plan',
  runs: ['code id_token', 'code token', 'code id_token token'].flatMap((responseType) => [
    {
      variant: basic(responseType),
      modules: [
        'oidcc-server',
        ...(responseType === 'code id_token' ? ['oidcc-response-type-missing'] : []),
        'oidcc-idtoken-signature',
        ...userinfoModules,
        responseType === 'code token' ? withoutNonce : nonceNeeded,
        ...requestModules,
        ...codeModules,
        ...requestObjectModules,
        ...redemptionModules,
      ],
    },
    { variant: post(responseType), modules: ['oidcc-server-client-secret-post'] },
  ]),
};

const formPost = (plan: Plan): Plan => ({
  name: plan.name.replace('oidcc-', 'oidcc-formpost-'),
  runs: plan.runs.map(({ variant, modules }) => ({ variant: { ...variant, responseMode: 'form_post' }, modules })),
});

/** The plans that the tenant authorities are held to, module by module. @spec OpenID Foundation conformance suite, plans of OpenID Connect providers */
export const plans = {
  basic: basicPlan,
  implicit: implicitPlan,
  hybrid: hybridPlan,
  formPostBasic: formPost(basicPlan),
  formPostImplicit: formPost(implicitPlan),
  formPostHybrid: formPost(hybridPlan),
  config: {
    name: 'oidcc-config-certification-test-plan',
    // The second is of the dynamic plan: it is here for what it says of keys.
    runs: [
      {
        variant: basic('code'),
        modules: ['oidcc-discovery-endpoint-verification', 'oidcc-server-rotate-keys'],
      },
    ],
  },
  rpInitiatedLogout: {
    name: 'oidcc-rp-initiated-logout-certification-test-plan',
    runs: [
      {
        variant: basic('code'),
        modules: [
          'oidcc-rp-initiated-logout-discovery-endpoint-verification',
          'oidcc-rp-initiated-logout',
          'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri',
          'oidcc-rp-initiated-logout-modified-id-token-hint',
          'oidcc-rp-initiated-logout-no-id-token-hint',
          'oidcc-rp-initiated-logout-no-params',
          'oidcc-rp-initiated-logout-no-post-logout-redirect-uri',
          'oidcc-rp-initiated-logout-no-state',
          'oidcc-rp-initiated-logout-only-state',
          'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri',
          'oidcc-rp-initiated-logout-bad-id-token-hint',
        ],
      },
    ],
  },
  frontchannelLogout: {
    name: 'oidcc-frontchannel-rp-initiated-logout-certification-test-plan',
    runs: [
      {
        variant: basic('code'),
        modules: [
          'oidcc-frontchannel-logout-discovery-endpoint-verification',
          'oidcc-frontchannel-rp-initiated-logout',
        ],
      },
    ],
  },
} as const satisfies Readonly<Record<string, Plan>>;
