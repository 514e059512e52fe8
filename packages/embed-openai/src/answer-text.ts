import { wholeCharacters } from './text-pieces.js';

/**
 * Characters that an answer may have for each token that it was allowed. Few tokens have as many: the bound
 * is for services that do not keep to the number of tokens.
 */
const maxCharactersPerToken = 16;

export interface AnswerTextOptions {
  /** Most tokens that were asked for. */
  readonly maxTokens: number;
  readonly onText?: ((piece: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer's text as it comes in. */
export interface AnswerText {
  readonly text: string;
  /** Whether the service went far beyond what was asked, so that the rest was left off. */
  readonly isCut: boolean;
  /** Whether nothing more is wanted: the text is cut, or its caller has gone away. */
  readonly isClosed: boolean;
  /** Whether a piece has been handed on. */
  readonly isDelivered: boolean;
  /** Adds a piece and hands it on, unless nothing more is wanted. */
  add(piece: string): void;
}

/** An empty text that takes pieces. */
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
