import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import type { GenerateOptions, ModelAnswer, ModelRequest } from '../ports/language-model.js';
import { untilAborted } from '../until-aborted.js';
import { citationFilter } from './citations.js';
import type { PersonaContext } from './persona-context.js';
import type { AskInput } from './persona-input.js';
import type { AskOptions, PersonaAnswer } from './persona-service.js';
import { type PreparedQuestion, prepareQuestion } from './prepare-question.js';
import { visiblePersona } from './visible-persona.js';

/** The response if the model declines without text. */
const refusal = 'The language model declined to answer.';

/** See `PersonaService.ask`. */
export async function answerQuestion(
  context: PersonaContext,
  viewerId: UserId,
  input: AskInput,
  { signal, onText }: AskOptions = {},
): Promise<PersonaAnswer> {
  return withDeadline(context, signal, async (either) => {
    const question = await prepareQuestion(context, viewerId, input, either);
    const filter = citationFilter(new Set(question.request.memories.map(({ label }) => label)));
    let response = '';
    const deliver = (text: string): void => {
      // Output that arrives after the caller left or after the deadline is discarded.
      if (text === '' || either.aborted) return;
      response += text;
      onText?.(text);
    };
    let received = '';
    const answer = await generate(context, question.request, {
      signal: either,
      onText:
        onText &&
        ((piece) => {
          received += piece;
          deliver(filter.push(piece));
        }),
    });
    // A model may have streamed nothing, or not all.
    if (!answer.text.startsWith(received)) throw unusable(context, 'another text than it streamed');
    deliver(filter.push(answer.text.slice(received.length)));
    deliver(filter.end());
    if (response === '' && answer.finishReason === 'refused') deliver(refusal);
    if (response === '') throw unusable(context, 'an empty answer');
    return {
      response,
      memories: usedMemories(question, answer, filter.cited),
      memoriesGiven: question.memories.length,
      persona: visiblePersona(viewerId, question.persona),
      model: answer.model,
      usage: answer.usage,
      finishReason: answer.finishReason,
    };
  });
}

async function generate(
  context: PersonaContext,
  request: ModelRequest,
  options: GenerateOptions,
): Promise<ModelAnswer> {
  const answer = await context.languageModel.generate(request, options).catch((error: unknown) => {
    if (error instanceof PicardError) throw error;
    throw new PicardError('unavailable', 'The language model failed.', { cause: error });
  });
  if (!isUsable(answer)) throw unusable(context, 'an invalid answer');
  return answer;
}

/** A custom model can return anything. */
function isUsable({ text, model, usage }: ModelAnswer): boolean {
  const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
  return (
    typeof text === 'string' &&
    typeof model === 'string' &&
    isCount(usage?.inputTokens) &&
    isCount(usage?.outputTokens)
  );
}

function unusable({ languageModel }: PersonaContext, what: string): PicardError {
  return new PicardError('unavailable', 'The language model returned an unusable answer.', {
    cause: new Error(`${languageModel.model} returned ${what}`),
  });
}

/** The memories that the model reports or cites; if none, all that it was given. */
function usedMemories(
  { memories }: PreparedQuestion,
  { used, finishReason }: ModelAnswer,
  cited: readonly string[],
): PersonaAnswer['memories'] {
  if (finishReason === 'refused') return [];
  const told = [...cited, ...(used ?? [])];
  const labels = used || told.length > 0 ? told : memories.map(({ label }) => label);
  const byLabel = new Map(memories.map((memory) => [memory.label, memory]));
  return [...new Set(labels)].flatMap((label) => byLabel.get(label) ?? []);
}

/** Runs `work` until the caller disconnects or the operator's deadline passes. */
async function withDeadline<Value>(
  { policy }: PersonaContext,
  signal: AbortSignal | undefined,
  work: (either: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const deadline = AbortSignal.timeout(policy.deadlineMs);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  try {
    return await untilAborted(work(either), either);
  } catch (error) {
    if (signal?.aborted) throw new PicardError('cancelled', 'The caller closed the connection.');
    if (!deadline.aborted) throw error;
    throw new PicardError('unavailable', 'The language model did not answer in time.', {
      cause: error,
    });
  }
}
