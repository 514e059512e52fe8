import { memoryStore } from '@picard-mcp/core/testing';
import { expect, it } from 'vitest';
import { chosenUser } from './transfer-user.js';

it.each([
  [{ username: 'nobody' }, 'not_found'],
  [{}, 'invalid_input'],
])('no memories are moved for %j: %s', async (options, code) => {
  await expect(chosenUser(memoryStore(), options)).rejects.toMatchObject({ code });
});
