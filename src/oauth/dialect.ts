/**
 * Which generation of endpoints a request came by: 1 for `/oauth2/…`, 2 for `/oauth2/v2.0/…`. It decides how a request names the API it
 * wants (`resource` or `scope`), how the answer is written and which version the ID token has. The version of an access token is
 * the API's own choice, whichever endpoint issues it.
 * @spec sts reference 1.2, 4.10, 5.1
 */
export type Dialect = 1 | 2;
