import { describe, expect, it } from 'vitest';
import { ServiceError } from '../memory-service/service-error.js';
import type { Persona } from '../memory-service/tools.js';
import { personas as text } from '../text/english/personas.js';
import { personaFields } from './persona-fields.js';
import { errorsFrom, inputFrom, typedFrom } from './persona-form.js';

const berlin = { zone: 'Europe/Berlin' };
const persona: Persona = {
  id: '9b2f4f5e-6d3c-4d5e-8f70-112233445566',
  user_id: '9b2f4f5e-6d3c-4d5e-8f70-112233445567',
  name: 'At work',
  description: 'Knows my projects.',
  is_default: false,
  permission: 'private',
  instructions: 'Be brief.\nAnd formal.',
  memory_filter: {
    tags: ['project', 'team'],
    category: 'work',
    permission: 'shared',
    without_tags: ['secret'],
    created_after: '2026-01-01T09:30:00.000Z',
    created_before: '2026-06-30T22:00:00.000Z',
  },
  parameters: { model: 'gpt', temperature: 0.2, max_tokens: 400 },
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-02T00:00:00.000Z',
};

const read = (typed: Readonly<Record<string, string>>) => personaFields(text).safeParse(typed);

describe('the form of a persona', () => {
  it('gives back what it shows, to the moment, when nothing is touched', () => {
    const typed = typedFrom(persona, berlin);
    expect(typed).toMatchObject({ from: '2026-01-01', to: '2026-06-30', temperature: '0.2' });
    const { name, description, instructions, permission, memory_filter, parameters } = persona;
    expect(inputFrom(read(typed).data ?? never(), berlin, persona)).toEqual({
      ...{ name, description, instructions, permission, memory_filter, parameters },
    });
  });

  it('takes days as they are in the visitor’s time zone, the last one whole', () => {
    const typed = { ...typedFrom(persona, berlin), from: '2026-03-29', to: '2026-03-29' };
    expect(inputFrom(read(typed).data ?? never(), berlin, persona).memory_filter).toMatchObject({
      created_after: '2026-03-28T23:00:00.000Z',
      created_before: '2026-03-29T22:00:00.000Z',
    });
  });

  it('leaves out what is empty', () => {
    const { data = never() } = read({ name: ' N ', permission: 'public', tags: ' , ', model: ' ' });
    expect(inputFrom(data, berlin)).toEqual({
      name: 'N',
      description: '',
      instructions: '',
      permission: 'public',
      memory_filter: {},
      parameters: {},
    });
  });

  it.each([
    ['name', ' ', text.errors.needed],
    ['name', 'x'.repeat(101), text.errors.tooLong(100)],
    ['instructions', 'x'.repeat(8_001), text.errors.tooLong(8_000)],
    ['description', 'a\0b', text.errors.unreadable],
    ['permission', 'everyone', text.errors.choose],
    ['tags', Array.from({ length: 33 }, (_, index) => `t${index}`).join(), text.errors.tooManyTags],
    ['memory_permission', 'mine', text.errors.choose],
    ['from', '2026-02-30', text.errors.day],
    ['to', '2025-12-31', text.errors.order],
    ['temperature', '2.1', text.errors.temperature],
    ['temperature', 'warm', text.errors.temperature],
    ['temperature', '-1', text.errors.temperature],
    ['max_tokens', '0', text.errors.tokens],
    ['max_tokens', '1.5', text.errors.tokens],
    ['max_tokens', '32001', text.errors.tokens],
  ])('says at %s what is wrong (%#)', (field, typed, message) => {
    const { error } = read({ ...typedFrom(persona, berlin), [field]: typed });
    const found = error?.issues.find(({ path }) => path[0] === field);
    expect(found?.message).toBe(message);
  });

  it('counts a line break once, however the browser sends it', () => {
    const instructions = 'x\r\n'.repeat(3_999);
    const { data } = read({ name: 'N', permission: 'public', instructions });
    expect(data?.instructions).toBe('x\n'.repeat(3_999).trim());
  });

  it('reads a decimal comma', () => {
    expect(read({ name: 'N', permission: 'public', temperature: '0,7' }).data?.temperature).toBe(
      0.7,
    );
  });

  it('shows what the server refuses beside its fields, and nothing for what is no field', () => {
    const refused = new ServiceError('invalid_input', 'no', {
      details: {
        field: 'parameters.model',
        fields: [
          { field: 'parameters.model', message: 'unknown' },
          { field: 'memory_filter.created_after', message: 'odd' },
          { field: 'memory_filter.tags[3]', message: 'empty' },
        ],
      },
    });
    expect(errorsFrom(refused)).toEqual({ model: 'unknown', from: 'odd', tags: 'empty' });
    expect(errorsFrom(new ServiceError('invalid_input', 'no'))).toBeUndefined();
  });
});

function never(): never {
  throw new Error('the form was not read');
}
