import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from './testing/attempts.js';
import { answerMessage, type ChatServer, event, startChatServer } from './testing/chat-server.js';
import { type Questions, questionsTo, streamAnswer } from './testing/questions.js';

let server: ChatServer;
let questions: Questions;

beforeEach(async () => {
  server = await startChatServer();
  questions = questionsTo(server);
});

afterEach(() => server.close());

/** Writes a text again and again until the connection is closed. */
function flood(response: ServerResponse, text: string): void {
  const write = () => {
    while (!response.destroyed && response.write(text));
    response.once('drain', write);
  };
  write();
}

describe('a service that answers far too much', () => {
  it('is cut off where a stream goes far beyond the tokens that were asked for', async () => {
    let gone: Promise<unknown> = Promise.resolve();
    server.always((_, response) => {
      gone = new Promise((resolve) => response.once('close', resolve));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const line = `data: ${JSON.stringify(event({ content: '🍵 and so on '.repeat(100) }))}\n\n`;
      flood(response, line);
    });
    const { answer, pieces } = await streamAnswer(questions.model(), { maxTokens: 50 });
    await gone;
    expect(answer.finishReason).toBe('length');
    expect(answer.text.length).toBeGreaterThan(700);
    expect(answer.text.length).toBeLessThanOrEqual(800);
    expect(answer.text.isWellFormed()).toBe(true);
    expect(pieces.join('')).toBe(answer.text);
  });

  it('is cut off in a whole answer too', async () => {
    server.always(answerMessage({ content: 'and so on '.repeat(1000) }));
    const answer = await questions.ask({ maxTokens: 50 });
    expect(answer).toMatchObject({ finishReason: 'length' });
    expect(answer.text).toHaveLength(800);
  });

  it.each([
    ['application/json', '{"choices": "'],
    ['text/event-stream', ': no line ends here '],
    ['text/event-stream', 'data: no event ends here\n'],
    ['text/event-stream', 'data: nor here\r\n'],
    ['text/event-stream', `data: {"choices": [], "padding": "${'.'.repeat(200)}"}\n\n`],
  ])('is given up without filling the memory (%s: %s)', async (type, text) => {
    server.always((_, response) => {
      response.writeHead(200, { 'content-type': type });
      response.write(text);
      const chunk = text.repeat(5000);
      flood(response, chunk);
    });
    const error = await failure(
      streamAnswer(questions.model({ maxRetries: 0 }), { maxTokens: 10 }),
    );
    expect(error).toMatchObject({ code: 'unavailable', cause: { message: /far too long/ } });
  });

  it('is not read to the end of an endless error', async () => {
    server.always((_, response) => {
      response.writeHead(400, { 'content-type': 'text/plain' });
      const chunk = 'no '.repeat(10_000);
      flood(response, chunk);
    });
    expect(await failure(questions.ask())).toMatchObject({ code: 'unavailable' });
  });
});
