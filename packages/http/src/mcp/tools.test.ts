import { catalogue, type Operation } from '@picard-mcp/core/operations';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toolsOf } from './tools.js';

const operation: Operation = {
  name: 'do_nothing',
  title: 'Do nothing',
  description: 'Does nothing.',
  scope: 'memories:read',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input: z.strictObject({ how: z.enum(['slowly', 'fast']).default('slowly') }),
  output: z.looseObject({ done: z.boolean() }),
  example: {},
  handle: async () => ({ done: true }),
};

describe('tools', () => {
  it('say what an operation takes and gives', () => {
    expect(toolsOf([operation])).toEqual([
      {
        name: 'do_nothing',
        title: 'Do nothing',
        description: 'Does nothing.',
        annotations: operation.annotations,
        inputSchema: {
          type: 'object',
          properties: { how: { type: 'string', enum: ['slowly', 'fast'], default: 'slowly' } },
          additionalProperties: false,
        },
        outputSchema: {
          type: 'object',
          properties: { done: { type: 'boolean' } },
          required: ['done'],
          additionalProperties: {},
        },
      },
    ]);
  });

  it('come in the order of the catalogue', () => {
    const names = toolsOf(catalogue.values()).map(({ name }) => name);
    expect(names).toEqual([...catalogue.keys()]);
  });

  it('cannot be made of an operation without an object', () => {
    expect(() => toolsOf([{ ...operation, output: z.string() }])).toThrow(/output of do_nothing/);
  });
});
