import { Fault } from '../../kernel/index.ts';

/** Why a document of an external issuer was not got. The message is for the log: to a caller all of them look alike. */
export type DocumentFaultCode =
  /** The address is none that is ever asked: not https, a host that is not trusted, a network that is not open. */
  | 'NotAllowed'
  /** Nobody answered, not in time, or not with the document. */
  | 'Unreachable'
  /** What came is not what it should be. */
  | 'Unacceptable';

/** A document of an external issuer that cannot be had. */
export class DocumentFault extends Fault<DocumentFaultCode> {}

/**
 * Gets a document over HTTPS, within bounds of size and time, following no redirect. Whoever implements it decides which hosts
 * and networks may be asked, by the address that is really connected to.
 * @returns the text of the body
 * @throws DocumentFault
 */
export type FetchDocument = (url: URL) => Promise<string>;
