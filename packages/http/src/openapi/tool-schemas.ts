import {
  answerSchema,
  catalogue,
  deletedMemorySchema,
  foundMemorySchema,
  groupSchema,
  jsonSchema,
  memorySchema,
  type Operation,
  personaSchema,
  submittedMemorySchema,
} from '@picard-mcp/core/operations';

type Schemas = Record<string, object>;

/** What several outputs contain, by the names that clients' generated code will have. */
const shared: Schemas = {
  Memory: jsonSchema(memorySchema, 'output'),
  SubmittedMemory: jsonSchema(submittedMemorySchema, 'output'),
  FoundMemory: jsonSchema(foundMemorySchema, 'output'),
  DeletedMemory: jsonSchema(deletedMemorySchema, 'output'),
  Group: jsonSchema(groupSchema, 'output'),
  Persona: jsonSchema(personaSchema, 'output'),
  Answer: jsonSchema(answerSchema, 'output'),
};

/** Component schemas of every tool: `<Tool>Input`, `<Tool>Output`, `<Tool>Call`, and what they share. */
export function toolSchemas(): Schemas {
  const schemas: Schemas = { ...shared };
  for (const operation of catalogue.values()) {
    const name = pascalCase(operation.name);
    schemas[`${name}Input`] = jsonSchema(operation.input, 'input');
    schemas[`${name}Output`] = withReferences(jsonSchema(operation.output, 'output')) as object;
    schemas[`${name}Call`] = callSchema(operation);
  }
  const all = [...catalogue.values()];
  schemas.ToolCall = {
    oneOf: all.map((operation) => componentRef(`${pascalCase(operation.name)}Call`)),
    discriminator: {
      propertyName: 'tool',
      mapping: Object.fromEntries(
        all.map(({ name }) => [name, componentRef(`${pascalCase(name)}Call`).$ref]),
      ),
    },
  };
  schemas.ToolResult = {
    type: 'object',
    properties: {
      status: { const: 'success' },
      data: {
        description: 'The output of the tool that was called.',
        anyOf: all.map(({ name }) => componentRef(`${pascalCase(name)}Output`)),
      },
    },
    required: ['status', 'data'],
  };
  return schemas;
}

/** A working request body per tool, except for the ids in it. */
export function toolExamples(): Record<string, { summary: string; value: object }> {
  return Object.fromEntries(
    [...catalogue.values()].map(({ name, title, example }) => [
      name,
      { summary: title, value: { tool: name, data: example } },
    ]),
  );
}

export function componentRef(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

function callSchema({ name, title, description, scope, example }: Operation): object {
  return {
    type: 'object',
    title,
    description: `${description}\n\nRequires the scope \`${scope}\`.`,
    properties: { tool: { const: name }, data: componentRef(`${pascalCase(name)}Input`) },
    required: ['tool', 'data'],
    additionalProperties: false,
    examples: [{ tool: name, data: example }],
  };
}

/** `schema` with each part that is a shared component replaced by a reference to it. */
function withReferences(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  const text = JSON.stringify(schema);
  for (const [name, component] of Object.entries(shared)) {
    if (JSON.stringify(component) === text) return componentRef(name);
  }
  if (Array.isArray(schema)) return schema.map(withReferences);
  return Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [key, withReferences(part)]),
  );
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
