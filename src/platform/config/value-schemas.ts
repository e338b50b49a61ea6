import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { Redacted } from '../../kernel/index.ts';

/** A whole number within bounds, written in decimal digits alone. */
export const wholeNumber = (least: number, most: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

/** Any text but an empty one. */
export const someText = z.string().min(1).max(256);

/** A path; relative ones are made absolute by `resolvePath`. */
export const path = z.string().min(1);

/** @returns `value` as an absolute path */
export const resolvePath = (value: string, base: string): string => resolve(base, value);

/** A DNS name or an address to listen on. */
export const listenHost = z
  .string()
  .transform((text) => text.replace(/^\[(.*)\]$/, '$1'))
  .refine((text) => isIP(text) !== 0 || isDnsName(text));

/** A DNS name of at least two labels, in lower case. */
export const domainName = z
  .string()
  .transform((text) => text.toLowerCase())
  .refine((text) => isDnsName(text) && text.includes('.') && isIP(text) === 0 && text.length <= 253);

/** Domain names, separated by commas. */
export const domainList = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .pipe(z.array(domainName).min(1).max(20));

function isDnsName(text: string): boolean {
  return text.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label));
}

/** An https origin: tokens name it as their issuer, and clients refuse anything else. */
export const httpsOrigin = z.string().transform((text, context) => {
  const url = /^https:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.href !== `${url.origin}/`) {
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  }
  return url.origin;
});

/** Names of address ranges that the proxy check knows. */
const namedRanges = new Set(['loopback', 'linklocal', 'uniquelocal']);

const items = z.string().transform((text) => text.split(',').map((item) => item.trim()));

/** Hosts with or without a port, separated by commas, in lower case. */
export const hostList = items
  .transform((hosts) => hosts.map((host) => host.toLowerCase()))
  .refine((hosts) =>
    hosts.every((host) => URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host),
  );

/** Names of networks that the check of outbound requests knows. */
const namedNetworks = new Set(['loopback', 'private']);

/** Addresses, subnets and named networks, separated by commas. */
export const networkList = items.refine((networks) =>
  networks.every((network) => namedNetworks.has(network) || isSubnet(network)),
);

/** Addresses, subnets and named ranges, separated by commas. Everybody is no proxy: a range of all addresses is refused. */
export const proxyList = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .refine((items) => items.every((item) => namedRanges.has(item) || isSubnet(item)));

function isSubnet(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (version === 4 ? 32 : 128);
}

/** The address of a database, in the form storage opens. It may contain a password. */
export const databaseUrl = z
  .string()
  .refine((text) => /^sqlite:./.test(text) || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)))
  .transform((text) => new Redacted(text));

/** @returns the address with the path of a database file made absolute */
export function resolveDatabaseUrl(url: Redacted, base: string): Redacted {
  const file = /^sqlite:(?!:memory:$)(.+)$/.exec(url.reveal())?.[1];
  return file === undefined || isAbsolute(file) ? url : new Redacted(`sqlite:${resolve(base, file)}`);
}
