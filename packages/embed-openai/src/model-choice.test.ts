import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerError, answerJson } from './testing/api-server.js';
import { failure } from './testing/attempts.js';
import {
  answerChat,
  type ChatBehaviour,
  type ChatRequest,
  type ChatServer,
  startChatServer,
  usualAnswer,
} from './testing/chat-server.js';
import { type Questions, questionsTo, streamAnswer } from './testing/questions.js';

let server: ChatServer;
let questions: Questions;

beforeEach(async () => {
  server = await startChatServer();
  questions = questionsTo(server);
});

afterEach(() => server.close());

describe('a model that the service does not have', () => {
  const refusals: [string, ChatBehaviour][] = [
    [
      'OpenAI',
      answerError(
        404,
        'model_not_found',
        'The model `x` does not exist or you do not have access to it.',
      ),
    ],
    [
      'OpenAI without access',
      answerError(403, 'model_not_found', 'Project has no access to model `x`'),
    ],
    [
      'OpenAI for an odd name',
      answerJson(400, {
        error: {
          message: 'invalid model ID',
          type: 'invalid_request_error',
          param: null,
          code: null,
        },
      }),
    ],
    [
      'Ollama',
      answerJson(404, {
        error: {
          message: 'model "x" not found, try pulling it first',
          type: 'api_error',
          param: null,
          code: null,
        },
      }),
    ],
    ['an older Ollama', answerJson(404, { error: "model 'x' not found, try pulling it first" })],
    [
      'vLLM',
      answerJson(404, {
        object: 'error',
        message: 'The model `org/x.1` does not exist.',
        type: 'NotFoundError',
        param: null,
        code: 404,
      }),
    ],
    [
      'Mistral',
      answerJson(400, {
        object: 'error',
        message: 'Invalid model: x',
        type: 'invalid_model',
        param: null,
        code: '1500',
      }),
    ],
    ['DeepSeek', answerError(400, 'invalid_request_error', 'Model Not Exist')],
    ['OpenRouter', answerJson(400, { error: { message: 'x is not a valid model ID', code: 400 } })],
  ];

  it.each(refusals)('is the fault of whoever named it, as %s says it', async (_, behaviour) => {
    server.always(behaviour);
    const error = await failure(questions.ask({ model: 'x' }));
    expect(error).toMatchObject({
      code: 'invalid_input',
      details: { field: 'parameters.model' },
    });
    expect(error.message).toContain('parameters.model');
    expect((await failure(streamAnswer(questions.model(), { model: 'x' }))).code).toBe(
      'invalid_input',
    );
    expect(server.requests).toHaveLength(2);
    expect(questions.log).toEqual([]);
  });

  it.each(refusals)('is unavailable when nobody named one, as %s says it', async (_, behaviour) => {
    server.always(behaviour);
    expect((await failure(questions.ask())).code).toBe('unavailable');
    expect(server.requests).toHaveLength(1);
    expect(questions.log).toMatchObject([{ level: 'error' }]);
  });

  it.each<[string, ChatBehaviour]>([
    ['a wrong path', answerJson(404, { detail: 'Not Found' })],
    [
      'too long a prompt',
      answerError(
        400,
        'context_length_exceeded',
        "This model's maximum context length is 8192 tokens.",
      ),
    ],
    [
      'a forbidden region',
      answerError(403, 'unsupported_country', 'The model is not available there.'),
    ],
  ])('is not what %s means', async (_, behaviour) => {
    server.always(behaviour);
    expect((await failure(questions.ask({ model: 'x' }))).code).toBe('unavailable');
  });
});

/** A server that refuses requests with one of these fields, in its own words. */
function strict(
  refusals: Readonly<Partial<Record<keyof ChatRequest, ChatBehaviour>>>,
): ChatBehaviour {
  return (request, response) => {
    const field = (Object.keys(refusals) as (keyof ChatRequest)[]).find((name) => name in request);
    const behaviour = (field && refusals[field]) ?? answerChat();
    behaviour(request, response);
  };
}

const openAiRefusal = (field: string, message: string) =>
  answerJson(400, {
    error: { message, type: 'invalid_request_error', param: field, code: 'unsupported_parameter' },
  });
const refuses = {
  max_tokens: openAiRefusal(
    'max_tokens',
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  ),
  temperature: openAiRefusal(
    'temperature',
    "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
  ),
  stream_options: answerJson(422, {
    detail: [
      {
        type: 'extra_forbidden',
        loc: ['body', 'stream_options'],
        msg: 'Extra inputs are not permitted',
      },
    ],
  }),
} satisfies Partial<Record<keyof ChatRequest, ChatBehaviour>>;

describe('a service that does not know a field', () => {
  it('is asked for the limit of tokens by its other name', async () => {
    server.always(strict({ max_tokens: refuses.max_tokens }));
    const model = questions.model();
    expect((await streamAnswer(model)).answer.text).toBe(usualAnswer);
    expect(
      server.requests.map(({ max_tokens, max_completion_tokens }) => [
        max_tokens,
        max_completion_tokens,
      ]),
    ).toEqual([
      [500, undefined],
      [undefined, 500],
    ]);
  });

  it('is asked without what it does not take, and at once so the next time', async () => {
    server.always(strict(refuses));
    const model = questions.model();
    expect((await streamAnswer(model, { temperature: 0.2 })).answer.text).toBe(usualAnswer);
    const tries = server.requests.length;
    expect(tries).toBe(4);
    expect((await streamAnswer(model, { temperature: 0.2 })).answer.text).toBe(usualAnswer);
    expect(server.requests).toHaveLength(tries + 1);
    expect(server.requests.at(-1)).toMatchObject({ max_completion_tokens: 500, stream: true });
    expect(questions.log).toEqual([]);
  });

  it('is asked in full for another model', async () => {
    server.next(refuses.temperature);
    const model = questions.model();
    await streamAnswer(model, { temperature: 0.2 });
    await streamAnswer(model, { temperature: 0.2, model: 'another' });
    expect(server.requests.map(({ temperature }) => temperature)).toEqual([0.2, undefined, 0.2]);
  });

  it('does not lose a temperature for everybody because one was out of range', async () => {
    server.next(answerError(400, 'invalid_value', "'temperature' must be at most 1"));
    const model = questions.model();
    await streamAnswer(model, { temperature: 2 });
    await streamAnswer(model, { temperature: 0.5 });
    expect(server.requests.map(({ temperature }) => temperature)).toEqual([2, undefined, 0.5]);
  });

  it('is not asked for ever', async () => {
    server.always(
      answerError(
        400,
        'unsupported',
        'neither max_tokens nor max_completion_tokens nor temperature nor stream_options',
      ),
    );
    const error = await failure(streamAnswer(questions.model(), { temperature: 1 }));
    expect(error.code).toBe('unavailable');
    expect(server.requests).toHaveLength(4);
  });

  it('is told how much to think, if at all', async () => {
    await questions.ask({}, { reasoningEffort: 'low' });
    await questions.ask();
    expect(server.requests.map((request) => 'reasoning_effort' in request)).toEqual([true, false]);
    server.next(
      openAiRefusal('reasoning_effort', 'Unrecognized request argument supplied: reasoning_effort'),
    );
    expect((await questions.ask({}, { reasoningEffort: 'low' })).text).toBe(usualAnswer);
  });
});
