import { expect } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard } from '../picard.js';
import type { PicardOptions } from '../picard-options.js';
import { memoryStore } from './memory-store.js';
import { type Script, type ScriptedModelOptions, scriptedModel } from './scripted-model.js';
import { testClock } from './test-clock.js';

export interface PersonaSceneOptions extends Partial<PicardOptions> {
  readonly scripted?: ScriptedModelOptions;
  /** Default: new users. */
  readonly alice?: UserId;
}

/** Alice, who has memories and personas, Bob, who asks about her, and a model that answers by a script. */
export function personaScene(script?: Script, options: PersonaSceneOptions = {}) {
  const { scripted, alice = newId<UserId>(), ...rest } = options;
  const bob = newId<UserId>();
  const model = scriptedModel(script, scripted);
  const clock = testClock();
  const store = memoryStore();
  const picard = createPicard({
    store,
    encryptionKeys: generateEncryptionKey(),
    languageModel: model,
    clock,
    background: false,
    ...rest,
  });
  const mine = picard.as(alice);
  return {
    ...{ alice, bob, model, clock, store, picard, mine },
    theirs: picard.as(bob),
    /** Stores a memory of Alice's. */
    remember: (text: string, more: object = {}) => mine.memories.submit({ text, ...more }),
    /** Texts that the model was last given, which are the same as data in its prompt and beside it. */
    given(): readonly string[] {
      const request = model.requests.at(-1);
      const lines = request?.system.split('\n') ?? [];
      const begin = lines.findIndex((line) => line.startsWith('<memories-'));
      const inPrompt = lines.slice(begin + 1, -1).map((line) => JSON.parse(line).text as string);
      expect(request?.memories.map(({ text }) => text)).toEqual(inPrompt);
      return inPrompt;
    },
  };
}
