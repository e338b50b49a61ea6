import { type Answers, type Arrival, Person } from '../../../interop/person.ts';
import type { Stage } from '../../../interop/stage.ts';

/** One way for an authorize request to fail, and where it is told. */
export interface AuthorizeRefusal {
  readonly name: string;
  readonly code: number;
  /**
   * `page`: our error page. `redirect`: the client, with this `error`. `form`: beside the field in which the person erred.
   */
  readonly told: 'page' | 'form' | { readonly redirect: string };
  readonly ask: (stage: Stage) => Promise<Arrival>;
}

export type Fields = Readonly<Record<string, string | undefined>>;
export const nobody = '99999999-0000-4000-8000-000000000009';

/** Opens an authorize request in a new browser. */
export const open =
  (parameters: Fields = {}, segment?: string) =>
  (stage: Stage): Promise<Arrival> =>
    new Person(stage.platform).visit(stage.authorizeUrl(parameters, segment));

/** Opens one with the query as it stands. */
export const openQuery =
  (change: (query: string, stage: Stage) => string) =>
  (stage: Stage): Promise<Arrival> => {
    const url = stage.authorizeUrl();
    url.search = change(url.search, stage);
    return new Person(stage.platform).visit(url);
  };

/** Signs Ada in, then opens a request in the same browser. */
export const openAsAda =
  (parameters: Fields) =>
  async (stage: Stage): Promise<Arrival> => {
    const person = new Person(stage.platform);
    await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
    await stage.arrive(person, stage.ada);
    return person.visit(stage.authorizeUrl(parameters));
  };

/** Signs Ada in on the way of a request. */
export const arriveAsAda =
  (parameters: Fields, answers?: Answers) =>
  (stage: Stage): Promise<Arrival> =>
    stage.arrive(new Person(stage.platform), stage.ada, parameters, answers);

export const redirect = (error: string) => ({ redirect: error });
