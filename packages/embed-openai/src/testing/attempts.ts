import { inspect } from 'node:util';
import { PicardError } from '@picard-mcp/core';
import type { Logger } from '@picard-mcp/core/ports';
import { type OpenAiEmbedderOptions, openAiEmbedder } from '../openai-embedder.js';
import type { ApiServer } from './api-server.js';

export const apiKey = 'sk-very-secret-key';
export const text = 'the text of a memory';
export const hour = 3_600_000;

export interface Attempts {
  /** Embeds one text, with three attempts and next to no wait between them. */
  embed(options?: Partial<OpenAiEmbedderOptions>, signal?: AbortSignal): Promise<unknown>;
  /** What was logged. */
  readonly log: readonly { level: string; fields: unknown; message: string }[];
}

export function attemptsAt(server: ApiServer): Attempts {
  const log: { level: string; fields: unknown; message: string }[] = [];
  const write = (level: string) => (fields: unknown, message: string) => {
    log.push({ level, fields, message });
  };
  const logger: Logger = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  return {
    log,
    embed(options, signal) {
      const embedder = openAiEmbedder({
        apiKey,
        baseUrl: server.baseUrl,
        maxRetries: 2,
        retryDelayMs: 1,
        logger,
        ...options,
      });
      return embedder.embed([text], { purpose: 'query', ...(signal ? { signal } : {}) });
    },
  };
}

/** The PicardError that the work fails with. */
export async function failure(work: Promise<unknown>): Promise<PicardError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PicardError) return error;
  throw new Error(`not a PicardError: ${inspect(error)}`);
}
