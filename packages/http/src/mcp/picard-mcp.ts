import { createMcpHandler, isLegacyRequest } from '@modelcontextprotocol/server';
import type { Picard, Principal } from '@picard-mcp/core';
import manifest from '../../package.json' with { type: 'json' };
import { authInfoOf, type Caller } from './caller.js';
import { createDrain } from './drain.js';
import type { McpHandler, McpRequestContext } from './handler.js';
import { internalError, jsonRpcError, serverError } from './json-rpc-error.js';
import { createListenStreams } from './listen-streams.js';
import { recordRefusal, scopeChallenge } from './scope-challenge.js';
import { prepareServers } from './server-factory.js';
import { createSessions, type SessionLimits } from './sessions.js';
import { createStatelessExchange } from './stateless-exchange.js';

export interface PicardMcpOptions {
  readonly picard: Picard;
  /**
   * How 2025-era clients are served. `stateless` (default): each request by itself, so that any instance can
   * answer it and a restart loses nothing. `stateful`: sessions, which add announcements of changes and
   * cancellation, live in this process alone and end with it. Later clients need no sessions.
   */
  readonly mode?: 'stateless' | 'stateful';
  /** Name and version reported to clients. Default: `picard` and the version of this package. */
  readonly name?: string;
  readonly version?: string;
  /** URL of the protected resource metadata (RFC 9728), for challenges that ask for more scopes. */
  readonly resourceMetadataUrl?: string;
  /** Default: 30 minutes, 20 sessions for a user, 5,000 in all. */
  readonly session?: Partial<SessionLimits>;
  /** Open `subscriptions/listen` streams of one user. Default 20. */
  readonly maxSubscriptionsPerUser?: number;
  /** The interval of progress notifications in milliseconds. Default 5,000. */
  readonly progressIntervalMs?: number;
}

/** The MCP face of a Picard. */
export interface PicardMcp extends McpHandler {
  /**
   * Ends the open streams of announcements of the principals that `where` is true of, such as those of a
   * revoked token. Clients may open new ones with a token that is still good. Streams end by
   * themselves when their token expires.
   */
  closeStreams(where: (principal: Principal) => boolean): void;
  /** Rejects new requests with 503, lets pending ones finish, and ends streams and sessions. */
  close(): Promise<void>;
}

const defaultSessionLimits: SessionLimits = { idleMs: 30 * 60_000, maxPerUser: 20, max: 5_000 };

/** MCP Streamable HTTP (revisions 2026-07-28 and 2024-11-05 to 2025-11-25) over a Picard, for verified callers. */
export function picardMcp(options: PicardMcpOptions): PicardMcp {
  const { picard, mode = 'stateless', resourceMetadataUrl } = options;
  const drain = createDrain();
  const report = (err: Error) => picard.logger.debug({ err }, 'an MCP message met an error');
  const createServer = prepareServers({
    picard,
    name: options.name ?? 'picard',
    version: options.version ?? manifest.version,
    progressIntervalMs: options.progressIntervalMs ?? 5_000,
    drain,
    report,
  });
  const streams = createListenStreams(picard, options.maxSubscriptionsPerUser ?? 20);
  const modern = createMcpHandler(() => createServer({ announces: true }), {
    legacy: 'reject',
    bus: streams.bus,
    maxSubscriptions: Number.POSITIVE_INFINITY,
    onerror: report,
  });
  const exchange = createStatelessExchange(() => createServer({ announces: false }), report);
  const sessions =
    mode === 'stateful'
      ? createSessions({
          picard,
          createServer: () => createServer({ announces: true }),
          limits: { ...defaultSessionLimits, ...options.session },
        })
      : undefined;
  let isClosing = false;

  async function post(request: Request, caller: Caller, message: unknown) {
    const { principal, origin } = caller;
    const challenge = scopeChallenge(message, principal, resourceMetadataUrl);
    if (challenge) {
      await recordRefusal(picard.forPrincipal(principal, origin), message);
      return challenge;
    }
    const authInfo = authInfoOf(caller);
    if (await isLegacyRequest(request, message)) {
      return sessions
        ? sessions.fetch(request, caller, message)
        : exchange(request, message, authInfo);
    }
    const serve = (served: Request) => modern.fetch(served, { authInfo, parsedBody: message });
    return streams.opens(message)
      ? streams.open(request, message, principal, serve)
      : serve(request);
  }

  async function route(request: Request, context: McpRequestContext) {
    const { principal, origin = {}, message } = context;
    if (request.method === 'POST') return post(request, { principal, origin }, message);
    const isOfSession = request.method === 'GET' || request.method === 'DELETE';
    if (sessions && isOfSession) return sessions.fetch(request, { principal, origin });
    return methodNotAllowed(sessions ? 'GET, POST, DELETE' : 'POST');
  }

  return {
    async fetch(request, context) {
      if (isClosing) return unavailable();
      try {
        return await drain.run(() => route(request, context));
      } catch (err) {
        picard.logger.error({ err }, 'an MCP request failed');
        return jsonRpcError({ status: 500, code: internalError, message: 'Internal error' });
      }
    },
    closeStreams(where) {
      streams.close(where);
      sessions?.closeStreams(where);
    },
    async close() {
      isClosing = true;
      await drain.idle();
      await Promise.all([modern.close(), sessions?.close()]);
    },
  };
}

function unavailable(): Response {
  return jsonRpcError({
    status: 503,
    code: serverError,
    message: 'Service Unavailable: the server is shutting down',
    headers: { 'Retry-After': '1' },
  });
}

function methodNotAllowed(allowed: string): Response {
  return jsonRpcError({
    status: 405,
    code: serverError,
    message: 'Method not allowed.',
    headers: { Allow: allowed },
  });
}
