const KIBIBYTE = 1024;

/** The largest body of a form: room for an assertion with its certificate chain, and for a long `claims` parameter. Bytes. */
export const FORM_BODY_LIMIT = 64 * KIBIBYTE;

/** The largest body of a Graph call. Bytes. @spec Graph: 4 MB a request */
export const GRAPH_BODY_LIMIT = 4 * KIBIBYTE * KIBIBYTE;

/** The largest request line and header section: authorize requests carry `state` and `claims` in their address. Bytes. */
export const HEADER_LIMIT = 32 * KIBIBYTE;

/** The longest segment of a path that stands for a tenant or a name. Characters. */
export const SEGMENT_LIMIT = 512;

/** How long a whole request may take to arrive. Milliseconds. */
export const REQUEST_TIMEOUT = 30_000;

/** How long its headers may take to arrive. Milliseconds. */
export const HEADERS_TIMEOUT = 15_000;

/** How long an idle connection is kept: longer than load balancers keep theirs, which is 60 seconds as a rule. Milliseconds. */
export const KEEP_ALIVE_TIMEOUT = 65_000;

/** How long requests under way may take to end when the server stops. Milliseconds. */
export const DRAIN_TIMEOUT = 10_000;
