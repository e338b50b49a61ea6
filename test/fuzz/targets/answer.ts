/** An answer, however it was got. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}
