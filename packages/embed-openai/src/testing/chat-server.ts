import type { ServerResponse } from 'node:http';
import { answerJson } from './api-server.js';
import {
  type ReceivedRequest,
  type Respond,
  type ScriptedServer,
  startScriptedServer,
} from './scripted-server.js';

/** A request for an answer as the server received it. */
export interface ChatRequest extends ReceivedRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly temperature?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly stream_options?: { readonly include_usage?: boolean };
}

export type ChatBehaviour = Respond<ChatRequest>;

/** A local server that speaks the chat part of the OpenAI API. */
export type ChatServer = ScriptedServer<ChatRequest>;

/** The default answer of the server, in the pieces that it streams. */
export const usualPieces = ['Anna likes ', 'tea ', '🍵 [m1].'];
export const usualAnswer = usualPieces.join('');
export const usualUsage = { prompt_tokens: 21, completion_tokens: 8, total_tokens: 29 };

export const startChatServer = (): Promise<ChatServer> => startScriptedServer(answerChat());

/** Responds like the API, with a complete response or a stream. */
export function answerChat({
  pieces = usualPieces,
  finishReason = 'stop',
}: {
  readonly pieces?: readonly string[];
  readonly finishReason?: string;
} = {}): ChatBehaviour {
  return (request, response) => {
    const { model, stream, stream_options } = request;
    if (!stream) {
      answerMessage({ content: pieces.join('') }, { finishReason, model })(request, response);
      return;
    }
    const usage = { model, choices: [], usage: usualUsage };
    answerEvents([
      event({ role: 'assistant', content: '' }),
      ...pieces.map((content) => event({ content })),
      event({}, finishReason),
      ...(stream_options?.include_usage ? [usage] : []),
      '[DONE]',
    ])(request, response);
  };
}

/** Responds with one message of this form. */
export function answerMessage(
  message: Readonly<Record<string, unknown>>,
  { finishReason = 'stop', model = 'gpt-5.4-mini-2026-03-17' } = {},
) {
  return answerJson(200, {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model,
    choices: [
      { index: 0, message: { role: 'assistant', ...message }, finish_reason: finishReason },
    ],
    usage: usualUsage,
  });
}

/** An event of a stream. */
export function event(delta: Readonly<Record<string, unknown>>, finishReason?: string) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'gpt-5.4-mini-2026-03-17',
    choices: [{ index: 0, delta, finish_reason: finishReason ?? null }],
  };
}

/** Streams the events; `end` says what becomes of the connection then. */
export function answerEvents(
  events: readonly unknown[],
  end: (response: ServerResponse) => void = (response) => response.end(),
) {
  return (_: unknown, response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    const lines = events.map(
      (data) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`,
    );
    response.write(lines.join(''), () => end(response));
  };
}
