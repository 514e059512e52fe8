import {
  type GetPromptResult,
  type ListPromptsResult,
  type Prompt,
  type PromptMessage,
  ProtocolError,
} from '@modelcontextprotocol/server';
import type { BoundPicard, Persona } from '@picard-mcp/core';
import { buildRecallPrompt, type CallOptions } from '@picard-mcp/core/operations';
import { invalidParams } from './json-rpc-error.js';
import { personaPromptNames } from './prompt-names.js';

const recall: Prompt = {
  name: 'recall',
  title: 'Recall memories',
  description:
    'Adds the memories that are closest in meaning to your question to the conversation.',
  arguments: [
    {
      name: 'query',
      description: 'A topic or a question, in natural language.',
      required: true,
    },
  ],
};

/** `recall`, then one prompt for each of the caller's personas, in the order in which they are listed. */
export async function listPrompts(picard: BoundPicard): Promise<ListPromptsResult> {
  const personas = await ownPersonas(picard);
  return { prompts: [recall, ...[...personas].map(([name, persona]) => promptOf(name, persona))] };
}

function promptOf(name: string, persona: Persona): Prompt {
  return {
    name,
    title: `Answer as ${persona.name}`,
    description: persona.description ?? `Answers a question as your persona “${persona.name}”.`,
    arguments: [
      {
        name: 'question',
        description: 'The question for the persona.',
        required: true,
      },
    ],
  };
}

/**
 * The messages of one prompt, for the client's own model to answer: memories as delimited data, then what the
 * caller asks.
 *
 * @throws ProtocolError invalid params for a prompt that is not there, or an argument that is missing or unknown.
 */
export async function getPrompt(
  picard: BoundPicard,
  name: string,
  given: Readonly<Record<string, string>> | undefined,
  options: CallOptions,
): Promise<GetPromptResult> {
  if (name === recall.name) {
    const query = argument(given, 'query');
    const memories = await picard.memories.query({ query }, options);
    return {
      description: recall.description ?? '',
      messages: [userMessage(buildRecallPrompt(memories)), userMessage(query)],
    };
  }
  const persona = (await ownPersonas(picard)).get(name);
  if (!persona) throw unknownPrompt(name);
  const prompt = argument(given, 'question');
  const { request } = await picard.personas.prompt({ personaId: persona.id, prompt }, options);
  return {
    description: promptOf(name, persona).description ?? '',
    messages: [userMessage(request.system), userMessage(request.prompt)],
  };
}

/**
 * Completions for an argument of a prompt: for `recall` the caller's tags, which show what is stored; nothing for
 * the question to a persona.
 *
 * @throws ProtocolError invalid params for a prompt or an argument that is not there.
 */
export async function promptCandidates(
  picard: BoundPicard,
  name: string,
  argumentName: string,
): Promise<readonly string[]> {
  const isRecall = name === recall.name;
  if (!isRecall && !(await ownPersonas(picard)).has(name)) throw unknownPrompt(name);
  if (argumentName !== (isRecall ? 'query' : 'question')) {
    throw new ProtocolError(invalidParams, 'Invalid params: unknown argument');
  }
  return isRecall ? (await picard.memories.listTags()).map(({ tag }) => tag) : [];
}

async function ownPersonas({ personas }: BoundPicard): Promise<ReadonlyMap<string, Persona>> {
  return personaPromptNames(await personas.list());
}

/** The one argument that a prompt takes. */
function argument(given: Readonly<Record<string, string>> = {}, name: string): string {
  const unknown = Object.keys(given).find((key) => key !== name);
  if (unknown !== undefined) {
    throw new ProtocolError(
      invalidParams,
      `Invalid params: unknown argument ${unknown.slice(0, 100)}`,
    );
  }
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (value === undefined) {
    throw new ProtocolError(invalidParams, `Invalid params: the argument ${name} is missing`);
  }
  return value;
}

function unknownPrompt(name: string): ProtocolError {
  return new ProtocolError(invalidParams, `Unknown prompt: ${name.slice(0, 100)}`);
}

function userMessage(text: string): PromptMessage {
  return { role: 'user', content: { type: 'text', text } };
}
