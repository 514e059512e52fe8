import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type LangChainChatModel,
  type LangChainMessage,
  langChainLanguageModel,
} from './langchain-language-model.js';
import { failure } from './testing/attempts.js';
import { question, streamAnswer } from './testing/questions.js';
import { streamOf } from './testing/stream-of.js';

/** What LangChain types a message as; wider than what Picard sends. */
type MessageLike =
  | string
  | [type: 'human' | 'ai' | 'system' | (string & Record<never, never>), content: string | object[]]
  | { role: string; content: string };

interface CallOptions {
  signal?: AbortSignal;
  stop?: string[];
  tags?: string[];
}

const usage = { input_tokens: 21, output_tokens: 8, total_tokens: 29 };

/** An `AIMessage` or `AIMessageChunk`, as far as it is data. */
const message = (content: unknown, fields: Readonly<Record<string, unknown>> = {}) => ({
  lc_namespace: ['langchain_core', 'messages'],
  type: 'ai',
  content,
  tool_calls: [],
  additional_kwargs: {},
  response_metadata: {},
  ...fields,
});

const whole = message('Anna likes tea [m1].', {
  usage_metadata: usage,
  response_metadata: { finish_reason: 'stop', model_name: 'some-model-2026' },
});
const chunks = [
  message(''),
  message('Anna likes '),
  message([
    { type: 'reasoning', reasoning: 'hm' },
    { type: 'text', text: 'tea [m1].' },
  ]),
  message('', { response_metadata: { finish_reason: 'stop', model_name: 'some-model-2026' } }),
  message('', { usage_metadata: usage }),
];

/** A model with the methods of `BaseChatModel`, typed as wide as there. */
function modelOf({ answer = whole as unknown, stream = chunks as Iterable<unknown> } = {}) {
  const calls: { input: unknown; options: CallOptions | undefined }[] = [];
  const model = {
    model: 'some-model',
    lc_namespace: ['langchain', 'chat_models', 'some'],
    async invoke(input: string | MessageLike[], options?: Partial<CallOptions>): Promise<unknown> {
      calls.push({ input, options });
      return answer;
    },
    async stream(input: string | MessageLike[], options?: Partial<CallOptions>) {
      calls.push({ input, options });
      return streamOf(stream);
    },
  };
  return { calls, model };
}

describe('langChainLanguageModel', () => {
  const messages: LangChainMessage[] = [
    ['system', question.system],
    ['human', question.prompt],
  ];
  const answer = {
    text: 'Anna likes tea [m1].',
    model: 'some-model-2026',
    usage: { inputTokens: 21, outputTokens: 8 },
    finishReason: 'stop',
  };

  it('asks with a system and a human message', async () => {
    const { calls, model } = modelOf();
    const { signal } = new AbortController();
    expect(await langChainLanguageModel(model).generate(question, { signal })).toEqual(answer);
    expect(calls).toEqual([{ input: messages, options: { signal } }]);
  });

  it('gives the text piece by piece, and nothing but the text', async () => {
    const { calls, model } = modelOf();
    expect(await streamAnswer(langChainLanguageModel(model))).toEqual({
      answer,
      pieces: ['Anna likes ', 'tea [m1].'],
    });
    expect(calls).toEqual([{ input: messages, options: {} }]);
  });

  it('adds up usage that comes piece by piece, as LangChain defines it', async () => {
    const stream = [
      message('Tea.', { usage_metadata: { input_tokens: 21, output_tokens: 1 } }),
      message('', { usage_metadata: { input_tokens: 0, output_tokens: 7 } }),
    ];
    const asked = await streamAnswer(langChainLanguageModel(modelOf({ stream }).model));
    expect(asked.answer.usage).toEqual({ inputTokens: 21, outputTokens: 8 });
  });

  it.each([
    [{ finish_reason: 'length' }, 'length'],
    [{ stop_reason: 'max_tokens' }, 'length'],
    [{ finishReason: 'MAX_TOKENS' }, 'length'],
    [{ done_reason: 'length' }, 'length'],
    [{ finish_reason: 'content_filter' }, 'refused'],
    [{ stop_reason: 'refusal' }, 'refused'],
    [{ finishReason: 'SAFETY' }, 'refused'],
    [{ stop_reason: 'end_turn' }, 'stop'],
    [{}, 'stop'],
  ])('understands %j', async (metadata, expected) => {
    const said = message('Tea.', { response_metadata: metadata });
    const model = langChainLanguageModel(
      modelOf({ answer: said, stream: [said, message('')] }).model,
    );
    expect((await model.generate(question)).finishReason).toBe(expected);
    expect((await streamAnswer(model)).answer.finishReason).toBe(expected);
  });

  it('gives a refusal as such, with its words', async () => {
    const refusal = message('', {
      additional_kwargs: { refusal: 'I cannot.' },
      response_metadata: { finish_reason: 'stop' },
    });
    const model = langChainLanguageModel(
      modelOf({ answer: refusal, stream: [refusal, chunks[3]] }).model,
    );
    const expected = { text: 'I cannot.', finishReason: 'refused' };
    expect(await model.generate(question)).toMatchObject(expected);
    expect((await streamAnswer(model)).answer).toMatchObject(expected);
  });

  it('counts the usage where the model gives none', async () => {
    const { model } = modelOf({ answer: message('Tea.') });
    const counted = await langChainLanguageModel(model, { countTokens: () => 5 }).generate(
      question,
    );
    expect(counted).toMatchObject({
      model: 'some-model',
      usage: { inputTokens: 10, outputTokens: 5 },
    });
  });

  it.each<[string, unknown, Iterable<unknown>]>([
    ['nothing', null, []],
    ['no message', { text: 'Tea.' }, [{ text: 'Tea.' }]],
    ['no text', message([]), [message('')]],
  ])('gives no answer out of %s', async (_, said, stream) => {
    const model = langChainLanguageModel(modelOf({ answer: said, stream }).model);
    expect((await failure(model.generate(question))).code).toBe('unavailable');
    expect((await failure(streamAnswer(model))).code).toBe('unavailable');
  });

  it('gives no half answer when the stream fails', async () => {
    const stream = function* () {
      yield message('Anna likes ');
      throw new Error('socket hang up');
    };
    const model = langChainLanguageModel(modelOf({ stream: stream() }).model);
    expect((await failure(streamAnswer(model))).code).toBe('unavailable');
  });

  it('tells of a rate limit, under both names that models give it', async () => {
    const limits = [
      Object.assign(new Error('429'), {
        status: 429,
        headers: new Headers({ 'retry-after': '30' }),
      }),
      Object.assign(new Error('429', { cause: { status: 429, headers: { 'retry-after': '30' } } })),
    ];
    for (const error of limits) {
      const model = { ...modelOf().model, invoke: () => Promise.reject(error) };
      expect(await failure(langChainLanguageModel(model).generate(question))).toMatchObject({
        code: 'rate_limited',
        retryAfter: 30,
      });
    }
    const named = Object.assign(new Error('slow down'), { lc_error_code: 'MODEL_RATE_LIMIT' });
    const model = { ...modelOf().model, stream: () => Promise.reject(named) };
    expect((await failure(streamAnswer(langChainLanguageModel(model)))).code).toBe('rate_limited');
  });

  it('repeats nothing that the model said of its failure', async () => {
    const error = new Error(`sk-secret ${question.prompt}`);
    const model = { ...modelOf().model, invoke: () => Promise.reject(error) };
    const told = await failure(langChainLanguageModel(model).generate(question));
    expect(told.code).toBe('unavailable');
    expect(inspect(told, { depth: 20 })).not.toMatch(/secret|Anna/);
  });

  it('hears no more once the caller has gone away', async () => {
    const caller = new AbortController();
    const pieces: string[] = [];
    const asked = langChainLanguageModel(modelOf().model).generate(question, {
      signal: caller.signal,
      onText: (piece) => {
        pieces.push(piece);
        caller.abort();
      },
    });
    expect((await failure(asked)).code).toBe('cancelled');
    expect(pieces).toEqual(['Anna likes ']);
  });

  it('is named after its model, or as the host says', () => {
    expect(langChainLanguageModel(modelOf().model).model).toBe('some-model');
    expect(langChainLanguageModel(modelOf().model, { name: 'mine' }).model).toBe('mine');
    const { model: _, ...nameless } = modelOf().model;
    expect(langChainLanguageModel(nameless).model).toBe('langchain');
  });

  it('refuses what is no chat model', () => {
    expect(() => langChainLanguageModel({} as LangChainChatModel)).toThrow(/LangChain/);
  });
});
