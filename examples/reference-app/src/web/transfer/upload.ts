import type { Request, Response } from 'express';
import multer from 'multer';

export const maxMegabytes = 32;

/** Why an upload could not be read. */
export type UploadFault = 'too-large' | 'malformed';

/** One file and the few fields of its form; whatever is more ends the upload. */
const read = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: {
    fileSize: maxMegabytes * 1_048_576,
    files: 1,
    fields: 4,
    parts: 5,
    fieldSize: 1_000,
    fieldNameSize: 100,
    fieldNestingDepth: 0,
    headerPairs: 20,
  },
}).single('file');

/** Reads a form with a file into `request.file` and `request.body`, and answers what is wrong with it. */
export function readUpload(request: Request, response: Response): Promise<UploadFault | undefined> {
  return new Promise((resolve) => {
    read(request, response, (error: unknown) => {
      // A fault while reading leaves parts of what was sent.
      if (error !== undefined && error !== null) delete request.file;
      const isTooLarge = error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE';
      resolve(error ? (isTooLarge ? 'too-large' : 'malformed') : undefined);
    });
  });
}

/** The name of a file as it may be shown: without what would turn or hide the text around it, and not too long. */
export function shownName(name: string): string | undefined {
  const plain = name
    .replace(/^.*[\\/]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  if (plain === '') return undefined;
  const characters = [...plain];
  return characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : plain;
}
