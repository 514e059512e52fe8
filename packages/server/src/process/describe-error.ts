import { PicardError } from '@picard-mcp/core';

export interface ErrorDescription {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  readonly stack?: readonly string[];
  readonly cause?: ErrorDescription;
}

const deepest = 4;
const frames = 8;

/** The loggable form of an error and its causes: names, codes, messages and locations in the code. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const stack = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    name: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack: stack.slice(0, frames).map((line) => line.trim()) }),
    ...(error.cause === undefined || depth >= deepest
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
  };
}

/** An error as one line for an operator: its message, and below it what caused it. */
export function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const causes = error instanceof PicardError ? messagesOf(error.cause) : [];
  return oneLine([error.message, ...causes.map((message) => `(${message})`)].join(' '));
}

function messagesOf(cause: unknown): readonly string[] {
  if (cause instanceof AggregateError) return cause.errors.flatMap(messagesOf).slice(0, 3);
  return cause instanceof Error && cause.message ? [cause.message] : [];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
