import type { IssuedSecret, NewPasswordCredential } from '../../directory/index.ts';
import { isGuid, type KeyId } from '../../kernel/index.ts';
import { type GraphAnswer, json, notStored } from '../answer.ts';
import { type GraphCall, readBody, readOptionalBody, serviceRootOf } from '../call.ts';
import { GraphFault } from '../fault.ts';
import { passwordCredential } from '../model/complex/application-types.ts';
import { parseValue } from '../model/parse-value.ts';
import { complex } from '../model/value-type.ts';
import { renderContextUrl } from '../odata/index.ts';

/**
 * The secret that `addPassword` is asked for. The body may be left out, and so may everything in it.
 * @spec Graph addPassword
 */
export function wantedPassword(call: GraphCall): NewPasswordCredential {
  const wanted = readOptionalBody(call).passwordCredential ?? {};
  return asWanted(
    parseValue(complex(passwordCredential), wanted, {
      path: 'passwordCredential',
      resource: 'PasswordCredential',
      isMerged: true,
    }) as NewPasswordCredential,
  );
}

/** What may be said of a secret that is to be made: neither its value nor its id. */
export function asWanted(credential: NewPasswordCredential): NewPasswordCredential {
  const { displayName, startDateTime, endDateTime, customKeyIdentifier } = credential;
  return { displayName, startDateTime, endDateTime, customKeyIdentifier };
}

/** The key that `removePassword` or `removeKey` names. @throws GraphFault `PropertyInvalid` */
export function removedKeyId(call: GraphCall, resource = 'PasswordCredential'): KeyId {
  const { keyId } = readBody(call);
  if (typeof keyId === 'string' && isGuid(keyId)) return keyId.toLowerCase() as KeyId;
  throw new GraphFault('PropertyInvalid', `Invalid value specified for property 'keyId' of resource '${resource}'.`, {
    target: 'keyId',
  });
}

/** A secret as it is shown this once. */
export function shownSecret({ credential, secret }: IssuedSecret): Readonly<Record<string, unknown>> {
  const { customKeyIdentifier, displayName, endDateTime, hint, keyId, startDateTime } = credential;
  return { customKeyIdentifier, displayName, endDateTime, hint, keyId, secretText: secret.reveal(), startDateTime };
}

/** Answers `addPassword`: the only time the secret is seen. */
export function answerSecret(call: GraphCall, issued: IssuedSecret): GraphAnswer {
  const context = renderContextUrl({
    serviceRoot: serviceRootOf(call),
    steps: [{ name: 'microsoft.graph.passwordCredential' }],
  });
  return { ...json({ '@odata.context': context, ...shownSecret(issued) }), headers: notStored };
}
