// What the benchmarks use of two packages that come without types.

declare module 'autocannon' {
  interface Options {
    readonly url: string;
    readonly method: 'GET' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly servername: string;
    readonly tlsOptions: { readonly ca: string };
  }

  interface Result {
    /** Seconds. */
    readonly duration: number;
    readonly errors: number;
    readonly timeouts: number;
    readonly non2xx: number;
    readonly '2xx': number;
    /** Milliseconds. */
    readonly latency: { readonly p50: number; readonly p99: number };
  }

  const autocannon: (options: Options) => PromiseLike<Result>;

  // biome-ignore lint/style/noDefaultExport: it is how the package exports.
  export { autocannon as default };
}

declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    callback(): RequestListener;
  }

  // biome-ignore lint/style/noDefaultExport: it is how the package exports.
  export { Provider as default };
}
