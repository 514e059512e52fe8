/** What belongs to one authorization by the browser (RFC 6749 section 4.1, RFC 7636). */
export interface CodeFlow {
  /** Where the browser goes. */
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
}
