export interface DocumentFaultOptions {
  /** For the log alone. */
  readonly cause?: unknown;
  /** Whether it may be over soon, so that what was known before is still good. Default false. */
  readonly mayPass?: boolean;
}

/** Why a metadata document cannot be used. Its message completes a sentence that begins with the document. */
export class DocumentFault extends Error {
  override readonly name = 'DocumentFault';
  readonly mayPass: boolean;

  constructor(message: string, { cause, mayPass = false }: DocumentFaultOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.mayPass = mayPass;
  }
}
