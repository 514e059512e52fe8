import { isUtf8 } from 'node:buffer';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Visit } from '../http/visit.js';
import { type Format, formats } from './format.js';
import { guessFormat } from './guess-format.js';
import { maxMegabytes, readUpload, shownName } from './upload.js';

/** What is to be imported. */
export interface ImportSource {
  /** Of the file, as it may be shown; absent for pasted text. */
  readonly name: string | undefined;
  readonly content: Uint8Array;
  readonly format: Format;
}

/** What was sent instead, with what is to stay in the form. */
export interface NoSource {
  readonly status: 403 | 413 | 422;
  readonly field: 'file' | 'text';
  readonly message: string;
}

const fields = z.object({
  format: z.enum(['', ...formats]).catch(''),
  text: z.string().catch(''),
});

export const maxPasted = 100_000;
/** As much as a guess needs to see. */
const beginningBytes = 65_536;

/** Reads the form to import: a file, or text that was pasted. `isGood` tells whether its token is. */
export async function importSource(
  visit: Visit,
  request: Request,
  response: Response,
  isGood: (request: Request) => boolean,
): Promise<ImportSource | NoSource> {
  const { transfer } = visit.text;
  if (request.is('multipart/form-data') === false) {
    // Express reads this kind, and the token was looked at with every other form's.
    const { text, format } = fields.parse(request.body ?? {});
    const refuse = (message: string): NoSource => ({ status: 422, field: 'text', message });
    if (text.trim() === '') return refuse(transfer.emptyText);
    if (text.replaceAll('\r\n', '\n').length > maxPasted) return refuse(transfer.tooLong);
    const content = Buffer.from(text.replaceAll('\r\n', '\n'));
    return { name: undefined, content, format: format || guessFormat(undefined, text) };
  }

  const fault = await readUpload(request, response);
  const refuse = (message: string, status: NoSource['status'] = 422): NoSource => ({
    ...{ status, field: 'file', message },
  });
  if (fault === 'too-large') return refuse(transfer.tooLarge(maxMegabytes), 413);
  if (fault !== undefined) return refuse(transfer.brokenUpload);
  if (!isGood(request)) return refuse(transfer.oldPage, 403);
  const { file } = request;
  if (file === undefined) return refuse(transfer.noFile);
  const { buffer, originalname } = file;
  if (buffer.length === 0) return refuse(transfer.emptyFile);
  if (!isUtf8(buffer) || buffer.includes(0)) return refuse(transfer.notText);
  const beginning = buffer.subarray(0, beginningBytes).toString();
  if (buffer.length <= beginningBytes && beginning.replace(/^\uFEFF/, '').trim() === '') {
    return refuse(transfer.emptyFile);
  }
  const { format } = fields.parse(request.body);
  return {
    name: shownName(originalname),
    content: buffer,
    format: format || guessFormat(originalname, beginning),
  };
}
