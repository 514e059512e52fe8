/** The account of one principal, as a whole. Errors are `PicardError`s. */
export interface AccountService {
  /**
   * Returns everything that is stored about the caller as the bytes of one ZIP archive, created as they are read.
   * Needs the scope `memories:read`.
   *
   * @throws also from the iteration: `internal` when something does not open, `unavailable`;
   *   `unprocessable` beyond 4 GiB.
   */
  exportArchive(): Promise<AsyncIterable<Uint8Array>>;
  /**
   * Permanently erases the caller: see `Picard.eraseUser`. Requires the scope `memories:write`, and the username
   * as a confirmation (the user id, where there is no username), whatever the case of its letters.
   *
   * @throws `invalid_input` naming `confirm`; `conflict` for an active superuser.
   */
  erase(input: { readonly confirm: string }): Promise<void>;
}
