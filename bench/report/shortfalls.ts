/** Why an aim is missed where it is, and what would be needed: told in the record below a missed aim of that id. */
export const shortfalls: Readonly<Record<string, string>> = {
  'token-cpu-ratio': `It is the row above seen as a share: the signature itself is fixed, so this ratio is one plus what lies
beside the signature, divided by the signature.`,

  'token-besides': `The limit's row says what TLS and HTTP alone cost here; the rest is ours: four reads from the database, whose page cache
starts anew after each batch of records; the secret's hash; the record itself, which on a disk that is waited for costs more
the fewer requests share a batch; the web framework; a line of log. \`node bench/profile.ts\` shows it by function. Fewer and narrower
reads, and a log line that is not parsed again, come first.`,

  'token-rate-ratio': `Most of what either server does is the same RSA signature, so their ratio cannot be that of the rest: the row of
the limit shows what a server that does nothing but sign would reach. To go beyond it takes more cores for one address, or keys that sign
faster than RSA, which clients of Entra do not expect.`,

  'second-start': `Most of a start is the loading of modules: \`bin/entrada.js\` keeps what it compiled, so a start after a change of the code is slower
than the ones after it.`,

  'memory-idle': `About 60 MB are the program file of Node, shared by all its processes; most of the rest is what modules leave behind as they
load, and young memory that the engine keeps once it has grown. \`--max-semi-space-size=8\` for Node bounds the latter.`,
};
