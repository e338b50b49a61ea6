/** Why an aim is missed where it is, and what would be needed: told in the record below a missed aim of that id. */
export const shortfalls: Readonly<Record<string, string>> = {
  'token-cpu-ratio': `It is the row above seen as a share: the signature itself is fixed, so this ratio is one plus what lies
beside the signature, divided by the signature.`,

  'token-besides': `Taken apart on two cores of an EPYC when this was written, in microseconds of the main thread: HTTP and TLS 50, of which the web
framework is 23; four reads of the database 55; the record and its share of a durable commit 50, less the more requests share one;
handing the signature to the thread pool 30 to 60; the line of log 13; the secret 5; everything else 13. The collector and compiler
of the engine come on top, on threads of their own. One statement in the place of four and a line of log that is not parsed again would take off some of
what is too much; a token route that passes the web framework by, and fewer wake-ups of the thread pool, more of it.`,

  'token-rate-ratio': `Most of what either server does is the same RSA signature, so their ratio cannot be that of the rest: the row of
the limit shows what a server that does nothing but sign would reach. To go beyond it takes more cores for one address, or keys that sign
faster than RSA, which clients of Entra do not expect.`,

  'sign-in-session-ratio': `Two requests over TLS, some twenty statements in three units of work (the code, its redemption, the session and two records),
and the pages' machinery; the two signatures are the smaller part of it. Fewer reads of the same client and tenant between the steps of one request, and one
statement for a session with its accounts, would take off most of what can go.`,

  'refresh-ratio': `Beside the two signatures: ten reads (person, consent, roles and policies are looked up anew, so that what was revoked since is not in the
token), a new refresh token and a record, durable before the answer. Reads that are joined into one statement would take off some; the rest is
the price of never caching the directory.`,

  'on-behalf-of-ratio': `A verification costs a tenth of a signature, so nearly everything beside the one signature counts: HTTP and TLS, ten reads, a record. See
the token of a client for what that is made of.`,

  'certificate-ratio': `As for a token of a client with a secret, and besides: the certificate is parsed anew each time (some 40 µs), and the assertion's
JSON is read by a parser that notices repeated members.`,

  'second-start': `Most of a start is the loading of modules: \`bin/entrada.js\` keeps what it compiled, so a start after a change of the code is slower
than the ones after it.`,

  'memory-idle': `About 60 MB are the program file of Node, shared by all its processes; most of the rest is what modules leave behind as they
load, and young memory that the engine keeps once it has grown. \`--max-semi-space-size=8\` for Node bounds the latter.`,
};
