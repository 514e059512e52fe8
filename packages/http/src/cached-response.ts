import { createHash } from 'node:crypto';

/** A file's bytes with its caching headers. */
export interface CachedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A file that browsers cache and revalidate (RFC 9110 section 13.1.2). */
export function cachedFile(
  content: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): CachedFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { bytes, etag, headers: { 'cache-control': 'no-cache', ...headers, etag } };
}

/** 304 for a client that has this version already, else the whole file. */
export function cachedResponse(request: Request, file: CachedFile): Response {
  const known = (request.headers.get('if-none-match') ?? '').split(',');
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === file.etag)) {
    return new Response(null, { status: 304, headers: file.headers });
  }
  return new Response(file.bytes, { headers: file.headers });
}
