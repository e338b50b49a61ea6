import { readdirSync, readFileSync } from 'node:fs';

type Pairs = readonly (readonly [name: string, value: string])[];

/** One request of a client. Values hold placeholders, `{tenant}` and the like, where the recording held something of its own. */
export interface RecordedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Absent where there was no question mark; empty for a bare one. */
  readonly query?: Pairs;
  /** Who sends it; the client itself where absent. */
  readonly by?: 'browser';
  readonly headers?: Readonly<Record<string, string>>;
  /** Fields in the order in which they were sent. */
  readonly form?: Pairs;
  /** How the client made the assertion that this request brings first; later ones may bring it again. */
  readonly assertion?: RecordedAssertion;
}

/** The text of both parts to the letter, since numbers, padding and line breaks are what differs between clients. */
export interface RecordedAssertion {
  readonly header: string;
  readonly payload: string;
  /** `der` is what ECDSA gives by itself; RFC 7518 §3.4 asks for the two numbers side by side. */
  readonly signature: 'jose' | 'der';
}

/** What a client sends in one flow. */
export interface Fixture {
  /** `<client>/<flow>`, as the file is called. */
  readonly name: string;
  readonly client: { readonly name: string; readonly package: string; readonly version: string };
  /** `recorded` from the running client, or put together after reading its source where it could not be run. */
  readonly source: 'recorded' | 'read';
  readonly requests: readonly RecordedRequest[];
}

const folder = new URL('.', import.meta.url);

/** Every fixture there is, by name. */
export const fixtures: ReadonlyMap<string, Fixture> = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.json'.length);
      const content = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<Fixture, 'name'>;
      return [name, { ...content, name }];
    }),
);
