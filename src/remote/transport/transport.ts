/** One request to a tenant. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. */
export interface IncomingAnswer {
  readonly status: number;
  /** Names in lower case; one that was sent several times is joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** The way to a tenant. Redirects are not followed: a bearer token stays with whom it was meant for. */
export interface Transport {
  /** @throws RemoteFault `Unreachable`, `CertificateUntrusted`, `TimedOut`, `AnswerUnexpected` */
  send(request: OutgoingRequest): Promise<IncomingAnswer>;
  /** Ends idle connections. */
  close(): void;
}
