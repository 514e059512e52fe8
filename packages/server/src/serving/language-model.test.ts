import { extractiveModel } from '@picard-mcp/core/builtin';
import { silentLogger } from '@picard-mcp/core/ports';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.js';
import { chooseLanguageModel } from './language-model.js';

const chosenWith = (environment: Record<string, string>) =>
  chooseLanguageModel(readConfiguration(environment).openAi, silentLogger);

describe('the language model', () => {
  it('is the built-in one where no service is configured', async () => {
    const { model } = extractiveModel();
    expect(await chosenWith({})).toMatchObject({ model });
    expect(await chosenWith({ PICARD_LANGUAGE_MODEL: 'qwen3:8b' })).toMatchObject({ model });
  });

  it('is a small one of OpenAI where only a key is configured', async () => {
    const { model, contextTokens } = await chosenWith({ OPENAI_API_KEY: 'sk-1' });
    expect(model).toBe('gpt-5.4-mini');
    expect(contextTokens).toBeGreaterThan(100_000);
  });

  it('is the one that is named, with the context that is named', async () => {
    const local = {
      OPENAI_BASE_URL: 'http://localhost:11434/v1',
      PICARD_LANGUAGE_MODEL: 'qwen3:8b',
    };
    expect(await chosenWith(local)).toMatchObject({ model: 'qwen3:8b', contextTokens: 4096 });
    expect(await chosenWith({ ...local, PICARD_LANGUAGE_MODEL_CONTEXT: '32768' })).toMatchObject({
      contextTokens: 32_768,
    });
  });
});
