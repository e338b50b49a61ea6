/**
 * ARM: the few answers of Azure Resource Manager that clients need before they come to the token service and Graph.
 *
 * Owns: the description of this cloud (`/metadata/endpoints`).
 * Does not own: any resource of Azure, tokens (`oauth`), the directory (`graph`).
 * Hands over to: nobody; it tells clients where the other faces are.
 */
export { armMetadata } from './metadata.ts';
