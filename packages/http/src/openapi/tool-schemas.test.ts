import { catalogue } from '@picard-mcp/core/operations';
import { describe, expect, it } from 'vitest';
import { toolSchemas } from './tool-schemas.js';

describe('the schemas of the tools', () => {
  const schemas = toolSchemas();
  const text = JSON.stringify(schemas);

  it('has input, output and call of each tool', () => {
    for (const { name } of catalogue.values()) {
      expect(text).toContain(`"tool":{"const":"${name}"}`);
    }
    expect(schemas.ToolCall).toMatchObject({ oneOf: { length: catalogue.size } });
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['SubmitMemoryInput', 'SubmitMemoryOutput', 'SubmitMemoryCall']),
    );
  });

  it('refers to nothing that is not there', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(catalogue.size);
    for (const reference of references) {
      const name = reference?.replace('#/components/schemas/', '') ?? '';
      expect([reference, name in schemas]).toEqual([reference, true]);
    }
  });

  it('says a memory once', () => {
    expect(schemas.SubmitMemoryOutput).toEqual({ $ref: '#/components/schemas/SubmittedMemory' });
    expect(JSON.stringify(schemas.QueryMemoryOutput)).toContain('#/components/schemas/FoundMemory');
    // As a property, and as a required one, of Memory, SubmittedMemory and FoundMemory.
    expect(text.match(/embedding_status/g)?.length).toBeLessThanOrEqual(6);
  });
});
