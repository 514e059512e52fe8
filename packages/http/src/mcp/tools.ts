import { type CallToolResult, ProtocolError, type Tool } from '@modelcontextprotocol/server';
import { type BoundPicard, PicardError } from '@picard-mcp/core';
import { catalogue, errorBody, jsonSchema, type Operation } from '@picard-mcp/core/operations';
import { type Logger, toPicardError } from '@picard-mcp/core/ports';
import type { z } from 'zod';
import { invalidParams } from './json-rpc-error.js';
import { logFailure } from './protocol-error.js';

/**
 * The catalogue as MCP tools, in order. Includes all tools, independent of the caller's scopes: a client can then cache
 * one list for all its users, and a call beyond the granted scopes leads to a scope challenge
 * instead of an unknown tool.
 */
export function toolsOf(operations: Iterable<Operation>): Tool[] {
  return [...operations].map((operation) => ({
    name: operation.name,
    title: operation.title,
    description: operation.description,
    inputSchema: objectSchema(operation.name, operation.input, 'input'),
    outputSchema: objectSchema(operation.name, operation.output, 'output'),
    annotations: { ...operation.annotations },
  }));
}

/** Without `$schema`, which MCP takes to be JSON Schema 2020-12. MCP wants objects at the root. */
function objectSchema(name: string, schema: z.ZodType, io: 'input' | 'output') {
  const json = jsonSchema(schema, io);
  if (json.type !== 'object') throw new TypeError(`The ${io} of ${name} is not an object.`);
  return { ...json, type: 'object' as const };
}

export interface ToolCall {
  readonly name: string;
  readonly input: unknown;
  readonly signal: AbortSignal;
  /** Names the request in logs. */
  readonly requestId?: string | undefined;
  /** Called with each piece of the answer of a streaming tool. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/**
 * Runs one tool. Failures of the operation are results that a model can read and act on; only a tool that does
 * not exist is a protocol error, as the specification has it ("Error Handling" of tools).
 */
export async function callTool(
  picard: BoundPicard,
  call: ToolCall,
  logger: Logger,
): Promise<CallToolResult> {
  if (!catalogue.has(call.name)) {
    throw new ProtocolError(invalidParams, `Unknown tool: ${call.name.slice(0, 100)}`);
  }
  try {
    const output = await picard.execute({
      operation: call.name,
      input: call.input,
      signal: call.signal,
      onText: call.onText,
    });
    return { content: [{ type: 'text', text: JSON.stringify(output) }], structuredContent: output };
  } catch (error) {
    const failure = call.signal.aborted ? cancelled : toPicardError(error);
    logFailure(logger, failure, { operation: call.name, request_id: call.requestId });
    return { content: [{ type: 'text', text: JSON.stringify(errorBody(failure)) }], isError: true };
  }
}

/** No one receives it; it keeps work that stopped because its caller left from being logged as a failure. */
const cancelled = new PicardError('cancelled', 'The caller closed the connection.');
