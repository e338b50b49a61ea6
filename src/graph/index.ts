/**
 * Graph: the Microsoft Graph face of the directory.
 *
 * Owns: the paths, entities, query options, permissions and errors of `/v1.0` and `/beta`, from an HTTP message to an HTTP
 * message. `odata` reads and writes the syntax, `model` says what each entity has, `authentication` who calls, `permissions`
 * what they may, `routes` which operations there are, `resources` what each of them does, `errors` how refusals look.
 * Does not own: the rules and changes of the directory (`directory`), tokens and their issue, the web framework (`http`).
 * Hands over to: the commands of `directory` for every change; to `http`, which listens.
 */
export type { GraphDependencies, GraphReads } from './dependencies.ts';
export { createGraphFace, type GraphFace } from './face.ts';
