import { wholeCharacters } from './text-pieces.js';

/**
 * Maximum number of characters of an answer per allowed token. Few tokens have as many: the limit
 * is for services that exceed the number of tokens.
 */
const maxCharactersPerToken = 16;

export interface AnswerTextOptions {
  /** The requested maximum number of tokens. */
  readonly maxTokens: number;
  readonly onText?: ((piece: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer's text as it comes in. */
export interface AnswerText {
  readonly text: string;
  /** Whether the service far exceeded the maximum, so that the rest was dropped. */
  readonly isCut: boolean;
  /** Whether no more text is accepted: the text was cut, or its caller has disconnected. */
  readonly isClosed: boolean;
  /** Whether a piece has been delivered. */
  readonly isDelivered: boolean;
  /** Adds a piece and delivers it, unless the text is closed. */
  add(piece: string): void;
}

/** Returns an empty answer text. */
export function answerText({ maxTokens, onText, signal }: AnswerTextOptions): AnswerText {
  const maxLength = maxTokens * maxCharactersPerToken;
  let text = '';
  let isCut = false;
  let isDelivered = false;
  return {
    get text() {
      return text;
    },
    get isCut() {
      return isCut;
    },
    get isClosed() {
      return isCut || signal?.aborted === true;
    },
    get isDelivered() {
      return isDelivered;
    },
    add(piece) {
      if (piece === '' || isCut || signal?.aborted) return;
      isCut = text.length + piece.length > maxLength;
      const allowed = isCut
        ? piece.slice(0, wholeCharacters(piece, maxLength - text.length))
        : piece;
      text += allowed;
      if (allowed === '' || onText === undefined) return;
      isDelivered = true;
      onText(allowed);
    },
  };
}
