import { type RouteConfig, z } from '@hono/zod-openapi';
import type { BoundPicard, Picard } from '@picard-mcp/core';
import {
  eraseInput,
  onTheWire,
  ownProfileSchema,
  ownProfileToJson,
  parseInput,
  updateProfileInput,
} from '@picard-mcp/core/operations';
import type { Authenticate } from '../authenticate.js';
import type { Exchange } from '../exchange.js';
import { executedResponse } from '../executed-response.js';
import { loggedFailure } from '../failure-response.js';
import { readJson } from '../json-body.js';
import { apiHeaders, jsonResponse } from '../json-response.js';
import { failures } from '../openapi/error-responses.js';
import { idempotencyHeaders, replayedHeaders } from '../openapi/idempotency.js';
import { addRoute, type Router } from '../route.js';

export interface AccountRoutesOptions {
  readonly picard: Picard;
  readonly authenticate: Authenticate;
}

/** Far more than either body can hold that is accepted. */
const maxBytes = 64 * 1024;

const profileChange = onTheWire(updateProfileInput);

/** `/api/users/me`: the caller's account. */
export function addAccountRoutes(router: Router, options: AccountRoutesOptions): void {
  const { picard, authenticate } = options;

  const caller = async (exchange: Exchange): Promise<BoundPicard> => {
    const principal = await authenticate(exchange.request.headers);
    exchange.principal = principal;
    return picard.forPrincipal(principal);
  };

  addRoute(router, read, async (exchange) => {
    const { profile } = await caller(exchange);
    return success(ownProfileToJson(await profile.own()));
  });

  addRoute(router, change, async (exchange) => {
    const bound = await caller(exchange);
    const input = await readJson(exchange, maxBytes);
    const call = { operation: 'update_profile', input };
    return executedResponse(bound, exchange.request.headers, call);
  });

  addRoute(router, erase, async (exchange) => {
    const { account, principal } = await caller(exchange);
    const input = parseInput(eraseInput, await readJson(exchange, maxBytes));
    await account.erase(input);
    return success({ erased: true, user_id: principal.userId });
  });

  addRoute(router, archive, async (exchange) => {
    const { account } = await caller(exchange);
    const pieces = (await account.exportArchive())[Symbol.asyncIterator]();
    // Until there is a first piece, an answer can still have a status of its own.
    const first = await pieces.next();
    const failed = (error: unknown) => loggedFailure(picard.logger, error, exchange);
    return new Response(streamOf(first, pieces, failed), {
      headers: {
        ...apiHeaders,
        'content-type': 'application/zip',
        'content-disposition': 'attachment; filename="picard-account.zip"',
      },
    });
  });
}

/** Makes each piece when there is room for it, and stops when the reader leaves. */
function streamOf(
  first: IteratorResult<Uint8Array>,
  pieces: AsyncIterator<Uint8Array>,
  failed: (error: unknown) => Error,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next: IteratorResult<Uint8Array> | undefined = first;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = next ?? (await pieces.next());
          next = undefined;
          if (done) controller.close();
          else controller.enqueue(new Uint8Array(value));
        } catch (error) {
          // The answer has begun: all that can be done is to break it off.
          controller.error(failed(error));
        }
      },
      async cancel() {
        await pieces.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}

function success(data: object): Response {
  return jsonResponse({ status: 'success', data });
}

const tags = ['Users'];
const security = [{ bearer: [] }];
const common = ['unauthenticated', 'insufficient_scope', 'internal', 'unavailable'] as const;
const withBody = ['invalid_input', 'payload_too_large', 'unsupported_media_type'] as const;

const jsonOf = (data: z.ZodType) => ({
  'application/json': { schema: z.object({ status: z.literal('success'), data }) },
});

const read: RouteConfig = {
  method: 'get',
  path: '/api/users/me',
  tags,
  security,
  summary: 'Get your profile and settings',
  responses: {
    200: { description: 'The profile.', content: jsonOf(ownProfileSchema) },
    ...failures(...common),
  },
};

const change: RouteConfig = {
  method: 'patch',
  path: '/api/users/me',
  tags,
  security,
  summary: 'Change your profile and settings',
  description: 'Omitted fields stay unchanged; null clears a field.',
  request: {
    headers: idempotencyHeaders,
    body: { required: true, content: { 'application/json': { schema: profileChange } } },
  },
  responses: {
    200: {
      description: 'The changed profile.',
      headers: replayedHeaders,
      content: jsonOf(ownProfileSchema),
    },
    ...failures(...withBody, 'conflict', 'unprocessable', ...common),
  },
};

const erase: RouteConfig = {
  method: 'delete',
  path: '/api/users/me',
  tags,
  security,
  summary: 'Erase your account',
  description:
    'Permanent. Every token ends, the encryption key of all texts is destroyed, and memories, shares, groups, personas, profile, grants and the account are removed. An administrator must be demoted first.',
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: eraseInput, example: { confirm: 'ann' } } },
    },
  },
  responses: {
    200: {
      description: 'The account was erased.',
      content: jsonOf(z.object({ erased: z.literal(true), user_id: z.uuid() })),
    },
    ...failures(...withBody, 'conflict', ...common),
  },
};

const archive: RouteConfig = {
  method: 'get',
  path: '/api/users/me/export',
  tags,
  security,
  summary: 'Download everything stored about you as a ZIP archive',
  description:
    '`profile.json`, `memories.jsonl` (expired ones too), `deleted.jsonl` (the trash), `groups.json`, `personas.json`, `grants.json`, `activity.jsonl`; at most 4 GiB.',
  responses: {
    200: {
      description: 'The archive, as a stream.',
      content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
    },
    ...failures(...common),
  },
};
