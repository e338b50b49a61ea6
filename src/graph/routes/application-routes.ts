import {
  addPasswordToApplication,
  countApplications,
  createApplication,
  deleteApplication,
  getApplication,
  listApplications,
  removePasswordFromApplication,
  updateApplication,
} from '../resources/applications/applications.ts';
import {
  createFederatedCredential,
  deleteFederatedCredential,
  getFederatedCredential,
  listFederatedCredentials,
  updateFederatedCredential,
} from '../resources/applications/federated-identity-credentials.ts';
import { addKeyToApplication, removeKeyFromApplication } from '../resources/keys.ts';
import { addOwnerTo, listOwnerReferences, listOwners, removeOwnerFrom } from '../resources/links/owners.ts';
import { at, listAt, type Route } from './route.ts';

const one = '/applications/{application}';

export const applicationRoutes: readonly Route[] = [
  ...at('/applications', { GET: listApplications, POST: createApplication }),
  ...at('/applications/$count', { GET: countApplications }),
  ...at(one, { GET: getApplication, PATCH: updateApplication, DELETE: deleteApplication }),
  ...at(`${one}/addPassword`, { POST: addPasswordToApplication }),
  ...at(`${one}/removePassword`, { POST: removePasswordFromApplication }),
  ...at(`${one}/addKey`, { POST: addKeyToApplication }),
  ...at(`${one}/removeKey`, { POST: removeKeyFromApplication }),
  ...at(`${one}/federatedIdentityCredentials`, { GET: listFederatedCredentials, POST: createFederatedCredential }),
  ...at(`${one}/federatedIdentityCredentials/{credential}`, {
    GET: getFederatedCredential,
    PATCH: updateFederatedCredential,
    DELETE: deleteFederatedCredential,
  }),
  ...listAt(`${one}/owners`, (cast) => listOwners('application', cast), ['user', 'servicePrincipal']),
  ...at(`${one}/owners/$ref`, { GET: listOwnerReferences('application'), POST: addOwnerTo('application') }),
  ...at(`${one}/owners/{owner}/$ref`, { DELETE: removeOwnerFrom('application') }),
];
