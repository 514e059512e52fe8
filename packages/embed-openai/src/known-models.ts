import * as models from 'gpt-tokenizer/models';
import { isRecord } from './json-record.js';

/** A chat model of OpenAI. */
export interface KnownModel {
  readonly name: string;
  /** Tokens that its prompt and answer may have together; absent where that is not known. */
  readonly contextTokens: number | undefined;
}

const facts = new Map<string, unknown>(Object.entries(models));

/**
 * The chat model of OpenAI that a name means: `gpt-5.4-mini`, as some services write it
 * `openai/gpt-5.4-mini`, or one fine-tuned from it, `ft:gpt-5.4-mini:…`.
 */
export function knownModel(model: string): KnownModel | undefined {
  const name = model.replace(/^openai\//, '').replace(/^ft:([^:]+):.*$/, '$1');
  const found = facts.get(name);
  if (!isRecord(found) || !Array.isArray(found.supported_endpoints)) return undefined;
  if (!found.supported_endpoints.includes('chat_completions')) return undefined;
  const { context_window: window } = found;
  return { name, contextTokens: typeof window === 'number' ? window : undefined };
}
