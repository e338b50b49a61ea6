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

  'second-start': `Most of a start is the loading of modules: \`bin/entrada.js\` keeps what it compiled, so a start after a change of the code is slower
than the ones after it.`,

  'memory-idle': `About 60 MB are the program file of Node, shared by all its processes; most of the rest is what modules leave behind as they
load, and young memory that the engine keeps once it has grown. \`--max-semi-space-size=8\` for Node bounds the latter.`,
};
