import { updateApplication } from '../../../../src/directory/index.ts';
import { Person } from '../../../interop/person.ts';
import { redirectUris, type Stage } from '../../../interop/stage.ts';
import {
  arrive,
  authorizeUrl,
  codeOfVersion1,
  createListedClient,
  proofOf,
  redemptionBy,
  tokenOfVersion1,
} from '../version-1/requests.ts';
import { type AuthorizeRefusal, open, redirect } from './authorize-request.ts';
import { asDaemon, type Fields, redeem, type TokenRefusal } from './token-request.ts';

/** What the endpoints of version 1 refuse in a way of their own, and what version 2 refuses because it is of version 1. */
export const version1TokenRefusals: readonly TokenRefusal[] = [
  {
    name: 'resource at the endpoint of version 2',
    code: 901002,
    error: 'invalid_request',
    ask: asDaemon({ resource: 'https://graph.microsoft.com' }),
  },
  {
    name: 'resource beside a code at the endpoint of version 2',
    code: 901002,
    error: 'invalid_request',
    ask: redeem({ resource: 'https://graph.microsoft.com' }),
  },
  {
    name: 'no resource for an application’s own token (v1)',
    code: 900144,
    error: 'invalid_request',
    ask: asDaemonOfVersion1({}),
  },
  {
    name: 'a scope instead of it (v1)',
    code: 900144,
    error: 'invalid_request',
    ask: asDaemonOfVersion1({ scope: 'https://graph.microsoft.com/.default' }),
  },
  {
    name: 'a resource that can be no name (v1)',
    code: 50001,
    error: 'invalid_resource',
    ask: asDaemonOfVersion1({ resource: 'https://graph.microsoft.com https://other.example' }),
  },
  {
    name: 'a resource nobody knows (v1)',
    code: 500011,
    error: 'invalid_resource',
    ask: asDaemonOfVersion1({ resource: 'https://nobody.example' }),
  },
  {
    name: 'a code for another resource than the authorized one (v1)',
    code: 70000,
    error: 'invalid_grant',
    ask: redeemOfVersion1({ resource: 'https://graph.microsoft.com' }),
  },
  {
    name: 'a resource that the registration does not list (v1)',
    code: 650057,
    error: 'invalid_resource',
    ask: redeemOfVersion1(({ spa }) => ({ resource: spa.appId }), { resource: undefined }),
  },
  {
    name: 'the client itself by its URI (v1)',
    code: 90009,
    error: 'invalid_resource',
    async ask(stage) {
      const client = await createListedClient(stage, 'read');
      await updateApplication(stage.commands(), client.id, { identifierUris: [`api://${client.appId}`] });
      const code = await codeOfVersion1(stage, client, stage.ada, { resource: undefined });
      return tokenOfVersion1(stage, redemptionBy(client, code, { resource: `api://${client.appId}` }));
    },
  },
];

export const version1AuthorizeRefusals: readonly AuthorizeRefusal[] = [
  {
    name: 'resource at the endpoint of version 2',
    code: 901002,
    told: redirect('invalid_request'),
    ask: open({ resource: 'https://graph.microsoft.com' }),
  },
  {
    name: 'a resource that can be no name (v1)',
    code: 50001,
    told: redirect('invalid_resource'),
    ask: openOfVersion1({ resource: 'api://x"' }),
  },
  {
    name: 'a resource nobody knows (v1)',
    code: 500011,
    told: redirect('invalid_resource'),
    ask: openOfVersion1({ resource: 'api://nobody' }),
  },
  {
    name: 'a resource that the registration does not list (v1)',
    code: 650057,
    told: 'page',
    async ask(stage) {
      const client = await createListedClient(stage, 'read');
      return arrive(stage, client, stage.ada, { resource: stage.spa.appId });
    },
  },
];

function asDaemonOfVersion1(fields: Fields) {
  return (stage: Stage) =>
    tokenOfVersion1(stage, { grant_type: 'client_credentials', ...proofOf(stage.web), ...fields });
}

function redeemOfVersion1(fields: Fields | ((stage: Stage) => Fields), authorize: Fields = {}) {
  return async (stage: Stage) => {
    const client = await createListedClient(stage, 'read');
    const code = await codeOfVersion1(stage, client, stage.ada, authorize);
    const more = typeof fields === 'function' ? fields(stage) : fields;
    return tokenOfVersion1(stage, redemptionBy(client, code, more));
  };
}

function openOfVersion1(fields: Fields) {
  return (stage: Stage) =>
    new Person(stage.platform).visit(authorizeUrl(stage, stage.web, { redirect_uri: redirectUris.web, ...fields }));
}
