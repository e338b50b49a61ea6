import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { readIdTokenHint } from '../id-token-hint.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { EligibleAccount } from './eligible-accounts.ts';

type Naming = Pick<AuthorizeRequest, 'idTokenHint' | 'claimsRequest' | 'definition'>;

/**
 * Tells whom a request is about, where it says so by an ID token or by `sub` in its claims: nobody else may be told of. An ID token of
 * another client, or one that is none of ours, names nobody: subjects are pairwise, and a client must not learn that two are one.
 * @returns the question whether an account is the one; undefined when the request names nobody in particular
 * @spec OIDC Core §3.1.2.1 (`id_token_hint`), §3.1.2.2, §5.5.1
 */
export function expectedPerson(
  dependencies: Pick<OAuthDependencies, 'baseUrl' | 'clock' | 'keyring'>,
  { idTokenHint, claimsRequest, definition }: Naming,
): ((account: EligibleAccount) => boolean) | undefined {
  const wanted = claimsRequest.subject;
  if (idTokenHint === undefined && wanted === undefined) return undefined;
  const subjectOf = ({ tenant, subject }: EligibleAccount) =>
    dependencies.keyring.pairwiseSubject(tenant.id, subject.id, definition.appId);
  const hint = idTokenHint === undefined ? undefined : readIdTokenHint(dependencies, idTokenHint);
  const isHinted = (account: EligibleAccount) =>
    hint?.appId === definition.appId && hint.tenantId === account.tenant.id && hint.subject === subjectOf(account);
  return (account) =>
    (idTokenHint === undefined || isHinted(account)) && (wanted === undefined || wanted === subjectOf(account));
}

/** The refusal of whoever signed in instead. @spec OIDC Core §3.1.2.1: `login_required` */
export function notExpected() {
  const reason = 'the person who signed in is not the one that the request names';
  return refusal(90023, { reason }, { redirectError: 'login_required' });
}
