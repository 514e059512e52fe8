import { PicardError } from '@picard-mcp/core';
import type { LanguageModel, ModelRequest } from '@picard-mcp/core/ports';
import type { AnswerText } from './answer-text.js';
import { type AnswerFacts, type FinishReason, modelName, modelUsage } from './chat-completion.js';
import { type HostedModelOptions, hostedModel } from './hosted-model.js';
import { isRecord } from './json-record.js';
import { UnusableAnswer } from './service-failure.js';

/** What a model of the AI SDK is asked. */
export interface VercelCallOptions {
  prompt: (
    | { role: 'system'; content: string }
    | { role: 'user'; content: { type: 'text'; text: string }[] }
  )[];
  maxOutputTokens: number;
  temperature?: number;
  abortSignal?: AbortSignal;
}

/**
 * What Picard uses of a model of Vercel's AI SDK: `LanguageModelV2` (AI SDK 5), `LanguageModelV3` (6) and
 * `LanguageModelV4` (7) have this shape.
 */
export interface VercelLanguageModel {
  readonly specificationVersion: 'v2' | 'v3' | 'v4';
  readonly modelId: string;
  doGenerate(options: VercelCallOptions): PromiseLike<unknown>;
  doStream(options: VercelCallOptions): PromiseLike<{ readonly stream: ReadableStream<unknown> }>;
}

/**
 * A language model for Picard out of one of Vercel's AI SDK, such as `openai('gpt-5.4-mini')` gives.
 *
 * Neither repeats requests by itself: the AI SDK does that in its own functions, which are not used here.
 *
 * @throws PicardError `invalid_input` for what is not such a model.
 */
export function vercelLanguageModel(
  model: VercelLanguageModel,
  options: HostedModelOptions = {},
): LanguageModel {
  if (!isRecord(model) || !/^v[234]$/.test(`${model.specificationVersion}`)) {
    throw new PicardError(
      'invalid_input',
      'model must be a language model of the AI SDK 5, 6 or 7, as returned by a provider.',
      { details: { field: 'model' } },
    );
  }
  return hostedModel(model.modelId, options, async (request, { text, isStreamed, signal }) => {
    const call = callOptions(request, signal);
    if (isStreamed) return readParts((await model.doStream(call)).stream, text);
    return readResult(await model.doGenerate(call), text);
  });
}

function callOptions(
  { system, prompt, maxTokens, temperature }: ModelRequest,
  signal: AbortSignal | undefined,
): VercelCallOptions {
  return {
    prompt: [
      { role: 'system', content: system },
      { role: 'user', content: [{ type: 'text', text: prompt }] },
    ],
    maxOutputTokens: maxTokens,
    ...(temperature === undefined ? {} : { temperature }),
    ...(signal ? { abortSignal: signal } : {}),
  };
}

function readResult(result: unknown, text: AnswerText): AnswerFacts {
  if (!isRecord(result) || !Array.isArray(result.content)) {
    throw new UnusableAnswer('the answer holds no content');
  }
  for (const part of result.content) {
    // Reasoning, sources and files are not for the reader.
    if (isRecord(part) && part.type === 'text' && typeof part.text === 'string')
      text.add(part.text);
  }
  const model = isRecord(result.response) ? modelName(result.response.modelId) : undefined;
  return { model, ...finishOf(result) };
}

async function readParts(stream: ReadableStream<unknown>, text: AnswerText): Promise<AnswerFacts> {
  let facts: AnswerFacts = {};
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value: part } = await reader.read();
      if (done || text.isClosed) break;
      if (!isRecord(part)) continue;
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta' && typeof part.delta === 'string') text.add(part.delta);
      if (part.type === 'response-metadata') facts = { ...facts, model: modelName(part.modelId) };
      if (part.type === 'finish') facts = { ...facts, ...finishOf(part) };
    }
  } finally {
    // An abandoned stream stops its request, now or later; its result and failure are ignored.
    reader.cancel().catch(() => undefined);
  }
  if (facts.finishReason === undefined && !text.isCut) {
    throw new UnusableAnswer('the answer broke off before its end');
  }
  return facts;
}

/** Finish reason and usage: words and numbers in version 2, objects since version 3. */
function finishOf({ finishReason, usage }: Readonly<Record<string, unknown>>): AnswerFacts {
  const reason = isRecord(finishReason) ? finishReason.unified : finishReason;
  if (reason === 'error') throw new UnusableAnswer('the model stopped with an error');
  const { inputTokens, outputTokens } = isRecord(usage) ? usage : {};
  return {
    finishReason: finishReasons.get(reason) ?? 'stop',
    usage: modelUsage(totalOf(inputTokens), totalOf(outputTokens)),
  };
}

const finishReasons = new Map<unknown, FinishReason>([
  ['length', 'length'],
  ['content-filter', 'refused'],
]);

function totalOf(tokens: unknown): unknown {
  return isRecord(tokens) ? tokens.total : tokens;
}
