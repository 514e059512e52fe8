import { errorBody } from '@picard-mcp/core/operations';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerError, answerJson } from './testing/api-server.js';
import { failure } from './testing/attempts.js';
import {
  answerEvents,
  answerMessage,
  type ChatBehaviour,
  type ChatServer,
  event,
  startChatServer,
  usualAnswer,
} from './testing/chat-server.js';
import { cut, cutInBody, hang, hangInBody, html } from './testing/faulty-answers.js';
import { type Questions, question, questionsTo, streamAnswer } from './testing/questions.js';

let server: ChatServer;
let questions: Questions;

beforeEach(async () => {
  server = await startChatServer();
  questions = questionsTo(server);
});

afterEach(() => server.close());

const silentFaults: [string, ChatBehaviour][] = [
  ['500', answerError(500, 'server_error', 'oh')],
  ['429', answerError(429, 'rate_limit_exceeded', 'slow down', { 'retry-after': '0' })],
  ['a cut connection', cut],
  ['a connection cut in the answer', cutInBody],
  ['HTML', html],
  ['JSON that is none', answerJson(200, '{"choices": [')],
  ['an empty object', answerJson(200, {})],
  ['null', answerJson(200, 'null')],
  ['an error with status 200', answerJson(200, { error: { code: 502, message: 'upstream' } })],
  ['no choices', answerJson(200, { choices: [] })],
  ['a choice without a message', answerJson(200, { choices: [{ index: 0 }] })],
  ['null content', answerMessage({ content: null })],
  ['empty content', answerMessage({ content: '' })],
  ['content that is a number', answerMessage({ content: 42 })],
  ['a call of a tool that was not offered', answerMessage({ content: null, tool_calls: [{}] })],
];
const silentStreamFaults: [string, ChatBehaviour][] = [
  ['a stream of nothing', answerEvents([])],
  ['a stream that only says that it is done', answerEvents(['[DONE]'])],
  ['a stream without text', answerEvents([event({}, 'stop'), '[DONE]'])],
  ['a stream that is no JSON', answerEvents(['{"choices": ['])],
  ['a stream of an error', answerEvents([{ error: { code: 'server_error', message: 'oh' } }])],
  [
    'HTML as a stream',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end('<html>Sign in to the hotel network</html>');
    },
  ],
];

describe('a passing failure before the first word', () => {
  it.each(silentFaults)('is survived by asking again: %s', async (_, behaviour) => {
    server.next(behaviour, behaviour);
    expect((await questions.ask()).text).toBe(usualAnswer);
    expect(server.requests).toHaveLength(3);
    expect(questions.log).toEqual([]);
  });

  it.each([...silentFaults, ...silentStreamFaults])(
    'is survived in a streamed answer: %s',
    async (_, behaviour) => {
      server.next(behaviour, behaviour);
      const { answer, pieces } = await streamAnswer(questions.model());
      expect(answer.text).toBe(usualAnswer);
      expect(pieces.join('')).toBe(usualAnswer);
    },
  );

  it.each<[string, ChatBehaviour]>([
    ['500', answerError(500, 'server_error', 'secret vendor words')],
    ['HTML', html],
    ['null content', answerMessage({ content: null })],
  ])('that lasts is reported as unavailable: %s', async (_, behaviour) => {
    server.always(behaviour);
    for (const asked of [questions.ask(), streamAnswer(questions.model())]) {
      expect(errorBody(await failure(asked))).toEqual({
        code: 'unavailable',
        message: expect.not.stringMatching(/secret|vendor|slow down/),
      });
    }
    expect(server.requests).toHaveLength(6);
    expect(questions.log[0]).toMatchObject({ level: 'warn', fields: { attempts: 3 } });
  });

  it.each<[string, ChatBehaviour]>([
    ['before', hang],
    ['within', hangInBody],
    ['amid the stream of', answerEvents([], () => undefined)],
  ])('ends the wait for a service that stops %s its answer', async (_, behaviour) => {
    server.always(behaviour);
    const error = await failure(streamAnswer(questions.model({ timeoutMs: 50, maxRetries: 1 })));
    expect(error).toMatchObject({ code: 'unavailable', cause: { message: /time limit/ } });
    expect(questions.log).toMatchObject([{ fields: { attempts: 2 } }]);
  });
});

describe('a failure after the first word', () => {
  const half = event({ content: 'Anna likes' });

  it.each<[string, ChatBehaviour]>([
    ['a cut connection', answerEvents([half], (response) => response.destroy())],
    ['an end without a finish', answerEvents([half])],
    ['an end that only says that it is done', answerEvents([half, '[DONE]'])],
    ['an error', answerEvents([half, { error: { code: 'server_error', message: 'oh' } }])],
    ['an event that is no JSON', answerEvents([half, '{"choices": ['])],
    ['silence', answerEvents([half], () => undefined)],
  ])('gives no half answer and is not repeated: %s', async (_, behaviour) => {
    server.always(behaviour);
    const pieces: string[] = [];
    const onText = (piece: string) => pieces.push(piece);
    const asked = questions.model({ timeoutMs: 1500 }).generate(question, { onText });
    expect(await failure(asked)).toMatchObject({ code: 'unavailable' });
    expect(pieces).toEqual(['Anna likes']);
    expect(server.requests).toHaveLength(1);
  });
});
