import type { PolicyKind } from '../../directory/index.ts';
import {
  createPolicy,
  deletePolicy,
  getPolicy,
  listPolicies,
  listPolicyTargets,
  updatePolicy,
} from '../resources/policies/policies.ts';
import { addPolicyTo, listLinkedPolicies, removePolicyFrom } from '../resources/policies/policy-links.ts';
import { at, type Route } from './route.ts';

const ofKind = (path: string, kind: PolicyKind): readonly Route[] => [
  ...at(path, { GET: listPolicies(kind), POST: createPolicy(kind) }),
  ...at(`${path}/{policy}`, { GET: getPolicy(kind), PATCH: updatePolicy(kind), DELETE: deletePolicy(kind) }),
  ...at(`${path}/{policy}/appliesTo`, { GET: listPolicyTargets(kind) }),
];

const on = (
  one: string,
  name: string,
  kind: PolicyKind,
  target: 'application' | 'servicePrincipal',
): readonly Route[] => [
  ...at(`${one}/${name}`, { GET: listLinkedPolicies(kind, target) }),
  ...at(`${one}/${name}/$ref`, { POST: addPolicyTo(kind, target) }),
  ...at(`${one}/${name}/{policy}/$ref`, { DELETE: removePolicyFrom(kind, target) }),
];

export const policyRoutes: readonly Route[] = [
  ...ofKind('/policies/tokenLifetimePolicies', 'tokenLifetimePolicy'),
  ...ofKind('/policies/claimsMappingPolicies', 'claimsMappingPolicy'),
  ...on('/applications/{application}', 'tokenLifetimePolicies', 'tokenLifetimePolicy', 'application'),
  ...on('/servicePrincipals/{servicePrincipal}', 'tokenLifetimePolicies', 'tokenLifetimePolicy', 'servicePrincipal'),
  ...on('/servicePrincipals/{servicePrincipal}', 'claimsMappingPolicies', 'claimsMappingPolicy', 'servicePrincipal'),
];
