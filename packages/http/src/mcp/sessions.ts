import { randomUUID } from 'node:crypto';
import { isInitializeRequest, type Server } from '@modelcontextprotocol/server';
import type { Picard, Principal, UserId } from '@picard-mcp/core';
import type { Caller } from './caller.js';
import { jsonRpcError, serverError, sessionNotFound } from './json-rpc-error.js';
import { openSession, type Session } from './session.js';

export interface SessionLimits {
  /** A session without an open stream ends when it was not used for so long. */
  readonly idleMs: number;
  readonly maxPerUser: number;
  /** Of all users together. */
  readonly max: number;
}

/** The sessions of this instance, for 2025-era clients that want one. */
export interface Sessions {
  /** Handles a message, or a GET or DELETE. A session belongs to its user; for others it does not exist. */
  fetch(request: Request, caller: Caller, message?: unknown): Promise<Response>;
  /** Ends the streams of the principals that `where` is true of. */
  closeStreams(where: (principal: Principal) => boolean): void;
  close(): Promise<void>;
}

export interface SessionsOptions {
  readonly picard: Picard;
  readonly createServer: () => Server;
  readonly limits: SessionLimits;
}

export function createSessions({ picard, createServer, limits }: SessionsOptions): Sessions {
  /** The one that was not used for the longest time comes first. */
  const sessions = new Map<string, Session>();
  const sweeping = setInterval(endIdle, Math.min(limits.idleMs, 60_000));
  sweeping.unref();

  const isUnused = ({ isAnswering, isStreaming }: Session) => !isAnswering && !isStreaming;

  function isIdle(session: Session): boolean {
    return isUnused(session) && picard.clock.now().getTime() - session.lastUsedAt > limits.idleMs;
  }

  function endIdle(): void {
    for (const [id, session] of sessions) if (isIdle(session)) end(id, session);
  }

  function end(id: string, session: Session): void {
    sessions.delete(id);
    session
      .close()
      .catch((err: unknown) => picard.logger.debug({ err }, 'an MCP session did not close'));
  }

  /**
   * Makes room for another session of a user. Clients that never end their sessions must not lock their user
   * out: the least recently used session is closed, if necessary one whose client listens. But no user can drive
   * out other users' clients that do.
   */
  function refusalFor(
    userId: UserId,
  ): { readonly status: number; readonly why: string } | undefined {
    const own = [...sessions].filter(([, session]) => session.userId === userId);
    const isQuiet = ({ isAnswering }: Session) => !isAnswering;
    if (own.length >= limits.maxPerUser && !endFirst(own, isUnused) && !endFirst(own, isQuiet)) {
      return { status: 429, why: 'Too Many Requests: this user has too many sessions in use' };
    }
    if (sessions.size >= limits.max && !endFirst(sessions, isUnused)) {
      return { status: 503, why: 'Service Unavailable: too many sessions in use' };
    }
    return undefined;
  }

  function endFirst(
    candidates: Iterable<readonly [string, Session]>,
    mayEnd: (session: Session) => boolean,
  ): boolean {
    for (const [id, session] of candidates) {
      if (!mayEnd(session)) continue;
      end(id, session);
      return true;
    }
    return false;
  }

  async function open(request: Request, caller: Caller, message: unknown): Promise<Response> {
    endIdle();
    const { userId } = caller.principal;
    const refused = refusalFor(userId);
    if (refused) return refusal(refused.status, refused.why, message);
    const id = randomUUID();
    const session = openSession({
      id,
      userId,
      picard,
      server: createServer(),
      onClose: () => sessions.delete(id),
    });
    sessions.set(id, session);
    const response = await session.handle(request, caller, message);
    if (!response.ok) end(id, session);
    return response;
  }

  return {
    async fetch(request, caller, message) {
      const id = request.headers.get('mcp-session-id');
      if (id === null) {
        if (isInitializeRequest(message)) return open(request, caller, message);
        return refusal(400, 'Bad Request: Mcp-Session-Id header is required', message);
      }
      const session = sessions.get(id);
      if (session?.userId !== caller.principal.userId || isIdle(session))
        return unknownSession(message);
      sessions.delete(id);
      sessions.set(id, session);
      return session.handle(request, caller, message);
    },
    closeStreams(where) {
      for (const session of sessions.values()) session.closeStream(where);
    },
    async close() {
      clearInterval(sweeping);
      await Promise.all([...sessions.values()].map((session) => session.close()));
    },
  };
}

function refusal(status: number, message: string, request: unknown): Response {
  const retry = status === 400 ? undefined : { 'Retry-After': '60' };
  return jsonRpcError({
    status,
    code: serverError,
    message,
    request,
    ...(retry && { headers: retry }),
  });
}

/** The client may start a new session by initializing again (Streamable HTTP, "Session Management"). */
function unknownSession(request: unknown): Response {
  return jsonRpcError({
    status: 404,
    code: sessionNotFound,
    message: 'Session not found',
    request,
  });
}
