import { newId, type Persona, type UserId } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { personaPromptNames } from './prompt-names.js';

function named(name: string, id: string = newId()): Persona {
  return {
    id: id as never,
    userId: newId<UserId>(),
    name,
    description: '',
    isDefault: false,
    settings: undefined,
  };
}

describe('names of prompts', () => {
  it('are words that a client can show after a slash', () => {
    const names = ['At work', 'Größe & Café!', '  __x--y ', 'A'.repeat(100)].map((name) =>
      named(name),
    );
    expect([...personaPromptNames(names).keys()]).toEqual([
      'answer_as_at_work',
      'answer_as_gro_e_cafe',
      'answer_as_x_y',
      `answer_as_${'a'.repeat(40)}`,
    ]);
  });

  it('tell personas apart whose names come to the same or to nothing', () => {
    const id = '12345678-1234-4234-8234-123456789abc';
    const same = [named('Me'), named('me!', id), named('東京', id)];
    const names = personaPromptNames(same);
    expect([...names]).toEqual([
      ['answer_as_me', same[0]],
      ['answer_as_me_12345678', same[1]],
      ['answer_as_12345678', same[2]],
    ]);
  });
});
