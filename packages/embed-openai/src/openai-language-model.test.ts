import type { PicardError } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenAiLanguageModelOptions, openAiLanguageModel } from './openai-language-model.js';
import { answerError, answerJson } from './testing/api-server.js';
import { apiKey, failure } from './testing/attempts.js';
import {
  answerChat,
  answerEvents,
  answerMessage,
  type ChatServer,
  event,
  startChatServer,
  usualAnswer,
  usualPieces,
} from './testing/chat-server.js';
import { type Questions, question, questionsTo, streamAnswer } from './testing/questions.js';

let server: ChatServer;
let questions: Questions;

beforeEach(async () => {
  server = await startChatServer();
  questions = questionsTo(server);
});

afterEach(() => server.close());

describe('openAiLanguageModel', () => {
  it('asks with a system and a user message, no tools, and gives the answer with its usage', async () => {
    expect(await questions.ask({ temperature: 0.3, maxTokens: 700 })).toEqual({
      text: usualAnswer,
      model: 'gpt-5.4-mini',
      usage: { inputTokens: 21, outputTokens: 8 },
      finishReason: 'stop',
    });
    expect(server.requests).toEqual([
      {
        path: '/v1/chat/completions',
        authorization: `Bearer ${apiKey}`,
        model: 'gpt-5.4-mini',
        messages: [
          { role: 'system', content: question.system },
          { role: 'user', content: question.prompt },
        ],
        temperature: 0.3,
        max_tokens: 700,
        stream: false,
      },
    ]);
  });

  it('gives the answer piece by piece to whoever listens', async () => {
    const { answer, pieces } = await streamAnswer(questions.model());
    expect(pieces).toEqual(usualPieces);
    expect(answer).toEqual({
      text: usualAnswer,
      model: 'gpt-5.4-mini',
      usage: { inputTokens: 21, outputTokens: 8 },
      finishReason: 'stop',
    });
    expect(server.requests).toMatchObject([
      { stream: true, stream_options: { include_usage: true } },
    ]);
  });

  it('asks the model that a request names, and names the model that answered', async () => {
    server.always(answerMessage({ content: 'Tea.' }, { model: 'gpt-5.4-nano-2026-03-17' }));
    const answer = await questions.ask({ model: 'gpt-5.4-nano' });
    expect(server.requests[0]?.model).toBe('gpt-5.4-nano');
    expect(answer.model).toBe('gpt-5.4-nano-2026-03-17');
  });

  it.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['content_filter', 'refused'],
  ])('understands that it stopped by %s', async (finishReason, expected) => {
    server.always(answerChat({ finishReason }));
    expect((await questions.ask()).finishReason).toBe(expected);
    expect((await streamAnswer(questions.model())).answer.finishReason).toBe(expected);
  });

  it('gives a refusal as such, with its words', async () => {
    const words = 'I cannot help with that.';
    server.next(answerMessage({ content: null, refusal: words }));
    expect(await questions.ask()).toMatchObject({ text: words, finishReason: 'refused' });
    server.next(
      answerEvents([
        event({ content: null, refusal: 'I cannot ' }),
        event({ refusal: 'help with that.' }),
        event({}, 'stop'),
      ]),
    );
    expect(await streamAnswer(questions.model())).toMatchObject({
      answer: { text: words, finishReason: 'refused' },
      pieces: ['I cannot ', 'help with that.'],
    });
  });

  it.each(['content_filter', 'invalid_prompt'])(
    'takes a prompt that the service will not answer (%s) for a refusal',
    async (code) => {
      server.always(answerError(400, code, 'The prompt was flagged.'));
      expect(await questions.ask()).toMatchObject({ text: '', finishReason: 'refused' });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('counts the usage where the service gives none', async () => {
    server.next(answerJson(200, { choices: [{ message: { content: 'Anna likes tea.' } }] }));
    const whole = await questions.ask({}, { model: 'gpt-5.4-mini' });
    expect(whole).toMatchObject({ model: 'gpt-5.4-mini', usage: { outputTokens: 4 } });
    expect(whole.usage.inputTokens).toBeGreaterThan(15);
    server.next(answerEvents([event({ content: 'Anna likes tea.' }), event({}, 'stop'), '[DONE]']));
    expect((await streamAnswer(questions.model())).answer.usage).toEqual(whole.usage);
  });

  it('reads text out of content blocks, and leaves out what is not for the reader', async () => {
    server.next(
      answerMessage({
        reasoning_content: 'hm',
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'Tea.' },
        ],
      }),
    );
    expect((await questions.ask()).text).toBe('Tea.');
  });

  it('is content with a whole answer from a server that does not stream', async () => {
    server.always(answerMessage({ content: 'Tea.' }));
    expect(await streamAnswer(questions.model())).toMatchObject({
      answer: { text: 'Tea.' },
      pieces: ['Tea.'],
    });
  });

  it('keeps a whole answer of which only the usage is lost', async () => {
    server.always(
      answerEvents([event({ content: 'Tea.' }), event({}, 'stop')], (response) =>
        response.destroy(),
      ),
    );
    expect((await streamAnswer(questions.model())).answer).toMatchObject({
      text: 'Tea.',
      finishReason: 'stop',
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each(['\n', '\r\n'])('reads a long stream whose lines end with %j', async (lineEnd) => {
    server.always((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const pieces = Array.from({ length: 3000 }, () => event({ content: 'tea ' }));
      const events = [...pieces, event({}, 'stop')].map((data) => `data: ${JSON.stringify(data)}`);
      response.end(`${events.join(lineEnd.repeat(2))}${lineEnd.repeat(2)}`);
    });
    const { answer } = await streamAnswer(questions.model(), { maxTokens: 3000 });
    expect(answer.text).toBe('tea '.repeat(3000));
  });

  it('waits for a service that is slow to start', async () => {
    const released = server.arrival();
    server.next((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      void released.then(() => {
        response.write(': still loading the model\n\n');
        response.write(`data: ${JSON.stringify(event({ content: 'Tea.' }))}\n\n`);
        response.end(`data: ${JSON.stringify(event({}, 'stop'))}\n\n`);
      });
      expect(request.stream).toBe(true);
    });
    expect((await streamAnswer(questions.model())).answer.text).toBe('Tea.');
  });

  it.each<[string, Partial<OpenAiLanguageModelOptions>]>([
    ['apiKey', { apiKey: 'sk-secret\n' }],
    ['baseUrl', { baseUrl: 'ftp://secret' }],
    ['contextTokens', { contextTokens: 0 }],
    ['contextTokens', { contextTokens: 1e9 + 0.5 }],
    ['timeoutMs', { timeoutMs: -1 }],
  ])('refuses an unusable %s and shows no secret', (field, options) => {
    let error: PicardError | undefined;
    try {
      openAiLanguageModel({ apiKey: 'sk-test', ...options });
    } catch (thrown) {
      error = thrown as PicardError;
    }
    expect(error).toMatchObject({ code: 'invalid_input', details: { field } });
    expect(error?.message).not.toContain('secret');
  });

  it('knows the context of the models of OpenAI, and expects little of others', () => {
    const contextOf = (model?: string) =>
      openAiLanguageModel({ apiKey: 'sk-test', ...(model ? { model } : {}) }).contextTokens;
    expect(contextOf()).toBeGreaterThan(128_000);
    expect(contextOf('gpt-4')).toBeLessThan(8192);
    expect(contextOf('qwen3:8b')).toBe(4096);
    const given = openAiLanguageModel({
      apiKey: 'sk-test',
      model: 'qwen3:8b',
      contextTokens: 32_768,
    });
    expect(given.contextTokens).toBe(32_768);
  });
});

describe('a caller who goes away', () => {
  it('before the question sends nothing', async () => {
    const error = await failure(questions.ask({}, {}, AbortSignal.abort()));
    expect(error.code).toBe('cancelled');
    expect(server.requests).toEqual([]);
  });

  it('in the midst of the answer ends it, and hears no more', async () => {
    const caller = new AbortController();
    let gone: Promise<unknown> = Promise.resolve();
    server.always((_, response) => {
      gone = new Promise((resolve) => response.once('close', resolve));
      answerEvents([event({ content: 'One.' }), event({ content: 'Two.' })], () => undefined)(
        _,
        response,
      );
    });
    const pieces: string[] = [];
    const onText = (piece: string) => {
      pieces.push(piece);
      caller.abort();
    };
    const asked = questions.model().generate(question, { signal: caller.signal, onText });
    expect((await failure(asked)).code).toBe('cancelled');
    await gone;
    expect(pieces).toEqual(['One.']);
    expect(questions.log).toEqual([]);
  });
});
