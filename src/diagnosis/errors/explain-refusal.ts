import {
  type AadstsCode,
  type AadstsDelivery,
  type AadstsOwner,
  aadstsEntry,
  searchAadsts,
} from '../../catalogue/index.ts';

/** What a code means, whose object it is about, and what to do. */
export interface ExplainedRefusal {
  readonly code: AadstsCode;
  /** Microsoft's internal name, where one is known. */
  readonly name: string | undefined;
  /** The message, with its placeholders filled in where their values are known. */
  readonly meaning: string;
  /** The object that has to be changed. */
  readonly owner: AadstsOwner;
  /** The same in words that tell definition and instance apart. */
  readonly ownerMeaning: string;
  /** One sentence: the situation in which it is raised. */
  readonly when: string;
  /** One sentence: what to do. */
  readonly fix: string;
  /** False for what a real Entra alone says. */
  readonly isRaisedHere: boolean;
  /** `error` at the token endpoint, and on a redirect. */
  readonly oauthError: string;
  readonly redirectError: string;
  readonly suberror: string | undefined;
  /** HTTP status at the token endpoint. */
  readonly httpStatus: number;
  readonly delivery: readonly AadstsDelivery[];
}

const owners: Readonly<Record<AadstsOwner, string>> = {
  application: 'the application (app registration): the one definition, in its home tenant',
  servicePrincipal: 'the service principal (enterprise application): the instance in the tenant where it was refused',
  user: 'the user who signs in',
  tenant: 'the tenant: its settings and policies',
  request: 'the request that the client sends',
  platform: 'the platform itself, or what it depends on',
};

/** @param values what placeholders of the message stand for; the others stay as they are */
export function explainRefusal(code: AadstsCode, values: Readonly<Record<string, string>> = {}): ExplainedRefusal {
  const entry = aadstsEntry(code);
  return {
    code,
    name: entry.name,
    meaning: entry.message.replace(/\{([A-Za-z]+)\}/g, (all, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? all) : all,
    ),
    owner: entry.owner,
    ownerMeaning: owners[entry.owner],
    when: entry.when,
    fix: entry.fix,
    isRaisedHere: entry.isRaisedHere,
    oauthError: entry.oauthError,
    redirectError: entry.redirectError,
    suberror: entry.suberror,
    httpStatus: entry.httpStatus,
    delivery: entry.delivery,
  };
}

/** @returns what is known of every code that has all these words in it (`searchAadsts`); of all codes without one */
export function searchRefusals(words = ''): readonly ExplainedRefusal[] {
  return searchAadsts(words).map(({ code }) => explainRefusal(code));
}
