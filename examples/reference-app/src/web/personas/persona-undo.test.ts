import { expect, it } from 'vitest';
import type { Persona } from '../memory-service/tools.js';
import { generateKeyRing, parseKeyRing } from '../sealing/key-ring.js';
import { createSealer } from '../sealing/sealer.js';
import { openDeleted, sealDeleted } from './persona-undo.js';

const persona: Persona = {
  id: '9b2f4f5e-6d3c-4d5e-8f70-112233445566',
  user_id: '9b2f4f5e-6d3c-4d5e-8f70-112233445567',
  name: 'At work',
  description: null,
  is_default: false,
  permission: 'private',
  instructions: 'Be brief.',
  memory_filter: { tags: ['project'] },
  parameters: {},
};
const sealer = createSealer(parseKeyRing(generateKeyRing()));
const at = (minutes: number) => ({ sealer, now: () => new Date(minutes * 60_000) });

it('opens a deleted persona for half an hour, with its id and everything else', async () => {
  const sealed = await sealDeleted(at(0), 'ann', persona);
  expect(await openDeleted(at(30), 'ann', sealed)).toEqual({
    ownerId: persona.user_id,
    persona: {
      id: persona.id,
      name: 'At work',
      instructions: 'Be brief.',
      permission: 'private',
      memory_filter: { tags: ['project'] },
      parameters: {},
    },
  });
  expect(await openDeleted(at(31), 'ann', sealed)).toBeUndefined();
  expect(sealed).not.toContain('brief');
});

it('opens a deleted persona for its owner alone', async () => {
  const sealed = await sealDeleted(at(0), 'ann', persona);
  expect(await openDeleted(at(1), 'bob', sealed)).toBeUndefined();
});
