import { PicardError } from '../errors.js';

/** A file as it comes: bytes in UTF-8, or text that was decoded already; in pieces of any size, or whole. */
export type Content = string | AsyncIterable<Uint8Array | string>;

/**
 * The text of a file, without a byte order mark.
 *
 * @throws PicardError `invalid_input` at the first byte that is not UTF-8; what came before was given.
 */
export async function* utf8Text(content: Content): AsyncGenerator<string> {
  if (typeof content === 'string') {
    yield withoutMark(content);
    return;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  let half = '';
  for await (const chunk of content) {
    const text = half + (typeof chunk === 'string' ? chunk : decode(decoder, chunk));
    half = trailingHalf(text);
    const whole = text.slice(0, text.length - half.length);
    if (whole === '') continue;
    // The decoder takes a mark away itself, but text that came decoded may still have it.
    yield isFirst && typeof chunk === 'string' ? withoutMark(whole) : whole;
    isFirst = false;
  }
  const rest = half + decode(decoder);
  if (rest !== '') yield rest;
}

/** The first half of a character whose second one comes with the next piece of decoded text. */
function trailingHalf(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : '';
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (cause) {
    throw new PicardError('invalid_input', 'The content is not valid UTF-8.', { cause });
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
