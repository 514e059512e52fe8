import { Server, type ServerContext, type ServerOptions } from '@modelcontextprotocol/server';
import type { BoundPicard, Picard } from '@picard-mcp/core';
import { catalogue } from '@picard-mcp/core/operations';
import { z } from 'zod';
import { callerOf } from './caller.js';
import { complete } from './completion.js';
import type { Drain } from './drain.js';
import { instructions } from './instructions.js';
import { withProgress } from './progress.js';
import { getPrompt, listPrompts } from './prompts.js';
import { logFailure, toProtocolError } from './protocol-error.js';
import { listResources, readResource, resourceTemplates } from './resources.js';
import { callTool, toolsOf } from './tools.js';

export interface ServerFactoryOptions {
  readonly picard: Picard;
  readonly name: string;
  readonly version: string;
  readonly progressIntervalMs: number;
  readonly drain: Drain;
  /** Called with transport errors, such as a response that could not be delivered. */
  readonly report: (error: Error) => void;
}

/**
 * Creates a protocol server. The SDK requires a new one for every exchange. `announces` specifies whether
 * it can notify its client about changes of resources.
 */
export type ServerFactory = (wiring: { readonly announces: boolean }) => Server;

const cursor = z.string().max(1_000).optional();
const uri = z.string().max(4_000);
const pageParams = z.looseObject({ cursor });
const uriParams = z.looseObject({ uri });
const completionParams = z.looseObject({
  ref: z.looseObject({
    type: z.string(),
    uri: uri.optional(),
    name: z.string().max(1_000).optional(),
  }),
  argument: z.looseObject({ name: z.string(), value: z.string().max(1_000) }),
});

const promptParams = z.looseObject({
  name: z.string().max(1_000),
  arguments: z.record(z.string(), z.string().max(20_000)).optional(),
});

/** What depends on no request is made here, once: the tools' JSON Schemas above all. */
export function prepareServers(options: ServerFactoryOptions): ServerFactory {
  const { picard, name, version, progressIntervalMs, drain, report } = options;
  const info = { name, title: 'Picard', version };
  const announcing = serverOptions({ announces: true });
  const silent = serverOptions({ announces: false });
  const toolList = { tools: toolsOf(catalogue.values()) };

  /** Work for the sender of the message. Failures become protocol errors. */
  function answer<Result>(
    context: ServerContext,
    work: (picard: BoundPicard) => Promise<Result>,
    resource?: string,
  ): Promise<Result> {
    return drain.run(async () => {
      let requestId: string | undefined;
      try {
        const { principal, origin } = callerOf(context);
        requestId = origin.requestId;
        return await work(picard.forPrincipal(principal, origin));
      } catch (error) {
        logFailure(picard.logger, error, {
          method: context.mcpReq.method,
          request_id: requestId,
        });
        throw toProtocolError(error, resource);
      }
    });
  }

  return ({ announces }) => {
    const server = new Server(info, announces ? announcing : silent);
    server.onerror = report;
    server.setRequestHandler('tools/list', { params: pageParams }, () => toolList);
    server.setRequestHandler('tools/call', ({ params }, context) =>
      answer(context, (bound) => {
        const { name: tool, arguments: input } = params;
        const streams = catalogue.get(tool)?.streams ?? false;
        return withProgress(context, { everyMs: progressIntervalMs, streams }, (onText) =>
          callTool(
            bound,
            {
              ...{ name: tool, input, onText, signal: context.mcpReq.signal },
              requestId: callerOf(context).origin.requestId,
            },
            picard.logger,
          ),
        );
      }),
    );
    server.setRequestHandler(
      'resources/templates/list',
      { params: pageParams },
      () => resourceTemplates,
    );
    server.setRequestHandler('resources/list', { params: pageParams }, (params, context) =>
      answer(context, (bound) => listResources(bound, params.cursor)),
    );
    server.setRequestHandler('resources/read', { params: uriParams }, (params, context) =>
      answer(context, (bound) => readResource(bound, params.uri), params.uri),
    );
    server.setRequestHandler('prompts/list', { params: pageParams }, (_, context) =>
      answer(context, listPrompts),
    );
    server.setRequestHandler('prompts/get', { params: promptParams }, (params, context) =>
      answer(context, (bound) =>
        getPrompt(bound, params.name, params.arguments, { signal: context.mcpReq.signal }),
      ),
    );
    server.setRequestHandler(
      'completion/complete',
      { params: completionParams },
      (
        params,
        context, // Completions are not recorded, because the user did not request anything.
      ) => answer(context, ({ principal }) => complete(picard.unrecorded(principal), params)),
    );
    return server;
  };
}

/** The lists of tools and templates are the same for everyone; memories are not to be reused unasked. */
function serverOptions({ announces }: { readonly announces: boolean }): ServerOptions {
  const forEveryone = { ttlMs: 300_000, cacheScope: 'public' } as const;
  const forTheCaller = { ttlMs: 0, cacheScope: 'private' } as const;
  return {
    instructions,
    capabilities: {
      tools: {},
      resources: announces ? { subscribe: true, listChanged: true } : {},
      prompts: {},
      completions: {},
    },
    cacheHints: {
      'server/discover': forEveryone,
      'tools/list': forEveryone,
      'resources/templates/list': forEveryone,
      'resources/list': forTheCaller,
      'resources/read': forTheCaller,
      'prompts/list': forTheCaller,
    },
    jsonSchemaValidator: noElicitation,
  };
}

/** The SDK's default compiles a validator for elicitation responses for every server; Picard does not use elicitation. */
const noElicitation: NonNullable<ServerOptions['jsonSchemaValidator']> = {
  getValidator: () => {
    throw new TypeError('Picard does not use elicitation.');
  },
};
