import { apiHeaders } from '../json-response.js';

export interface FileContent {
  readonly pieces: AsyncIterable<string>;
  readonly mediaType: string;
  /** In ASCII, without quotes. */
  readonly name: string;
  /** Takes note of a failure that comes after the answer has begun. */
  readonly failed: (error: unknown) => Error;
}

/**
 * A file to be saved, sent while it is made. A failure before the first piece rejects; one after it breaks the
 * connection off, so that the client does not take a part for the whole. When the reader leaves, no further piece is produced.
 */
export async function fileResponse(content: FileContent): Promise<Response> {
  const { pieces, mediaType, name, failed } = content;
  const reading = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let next: IteratorResult<string> | undefined = await reading.next();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = next ?? (await reading.next());
          next = undefined;
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          controller.error(failed(error));
        }
      },
      async cancel() {
        await reading.return?.();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      ...apiHeaders,
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}
