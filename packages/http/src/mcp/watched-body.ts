export interface BodyWatch {
  /** Called for each piece that was read. */
  readonly read: () => void;
  /** Called once, when the body has been read to its end, given up, cut, or has failed. */
  readonly done: () => void;
}

export interface WatchedBody {
  /** The same response. */
  readonly response: Response;
  /** Ends the body as a failure, and drops what was not read of it. */
  cut(): void;
}

/** Watches how the body of a response is read. */
export function watchBody(response: Response, watch: BodyWatch): WatchedBody {
  const source = (response.body ?? new Blob().stream()).getReader();
  let isOver = false;
  const finish = () => {
    if (!isOver) watch.done();
    isOver = true;
  };
  let cut = finish;

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      cut = () => {
        if (isOver) return;
        finish();
        const reason = new Error('The stream was cut.');
        controller.error(reason);
        // The source is cancelled; its failure to cancel can be ignored.
        source.cancel(reason).catch(() => undefined);
      };
    },
    async pull(controller) {
      try {
        const piece = await source.read();
        if (isOver) return;
        if (piece.done) {
          controller.close();
          finish();
        } else {
          watch.read();
          controller.enqueue(piece.value);
        }
      } catch (error) {
        controller.error(error);
        finish();
      }
    },
    async cancel(reason) {
      finish();
      await source.cancel(reason);
    },
  });
  const { status, headers } = response;
  return { response: new Response(body, { status, headers }), cut: () => cut() };
}
