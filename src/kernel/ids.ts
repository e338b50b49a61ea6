import type { Entropy } from './entropy.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A directory (tenant) id: a GUID in lower case. */
export type TenantId = Branded<'TenantId'>;
/** The object id of one directory object. An application object and its service principals each have their own. */
export type ObjectId = Branded<'ObjectId'>;
/** The application (client) id that a definition and all its instances share. Never an object id. */
export type AppId = Branded<'AppId'>;
/** The `keyId` of a credential. */
export type KeyId = Branded<'KeyId'>;
/** Ties the log lines, error and records of one request together. */
export type CorrelationId = Branded<'CorrelationId'>;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether `text` has the form of a GUID (any version, any case, hyphens in place, no braces). */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

function parse<Id extends string>(text: string): Id | undefined {
  return GUID.test(text) ? (text.toLowerCase() as Id) : undefined;
}

/** @returns the tenant id in lower case, or undefined when `text` is no GUID. */
export const parseTenantId = (text: string): TenantId | undefined => parse<TenantId>(text);
/** @returns the object id in lower case, or undefined when `text` is no GUID. */
export const parseObjectId = (text: string): ObjectId | undefined => parse<ObjectId>(text);
/** @returns the application id in lower case, or undefined when `text` is no GUID. */
export const parseAppId = (text: string): AppId | undefined => parse<AppId>(text);

/** @returns a new object id. */
export const newObjectId = (entropy: Entropy): ObjectId => entropy.uuid() as ObjectId;
/** @returns a new application (client) id. */
export const newAppId = (entropy: Entropy): AppId => entropy.uuid() as AppId;
/** @returns a new GUID of any other kind. */
export const newGuid = <Id extends string = string>(entropy: Entropy): Id => entropy.uuid() as Id;
