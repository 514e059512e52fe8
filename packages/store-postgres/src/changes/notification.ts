import { isUuid } from '@picard-mcp/core';
import type { Audience, MemoryChanged } from '@picard-mcp/core/ports';

/** Changes from one instance, on their way to the others. */
export interface ChangeMessage {
  /** Names the instance that sends. */
  readonly origin: string;
  /** Identifies the message among those of its origin. */
  readonly number: number;
  readonly changes: readonly MemoryChanged[];
}

/** PostgreSQL refuses payloads of 8000 bytes; this leaves room for the header of the part. */
const partLength = 7_900;

/** Version, origin, number of the message, number of the part, count of parts, part. */
const payloadFormat = /^1 (\S+) (\d+) (\d+) (\d+) (.*)$/s;

/**
 * The message cut into as many payloads as it needs. JSON of ids is ASCII: a character is a byte.
 */
export function payloadsOf({ origin, number, changes }: ChangeMessage): readonly string[] {
  const body = JSON.stringify(changes.map(bareChange));
  const count = Math.ceil(body.length / partLength);
  return Array.from({ length: count }, (_, part) => {
    const text = body.slice(part * partLength, (part + 1) * partLength);
    return `1 ${origin} ${number} ${part} ${count} ${text}`;
  });
}

/** What is announced and no more, whatever else the given objects carry. */
function bareChange({ kind, ownerId, memoryId, before, after }: MemoryChanged): MemoryChanged {
  return {
    kind,
    ownerId,
    memoryId,
    ...(before && { before: bareAudience(before) }),
    ...(after && { after: bareAudience(after) }),
  };
}

function bareAudience({ permission, sharedWith: { userIds, groupIds } }: Audience): Audience {
  return { permission, sharedWith: { userIds, groupIds } };
}

/**
 * Puts messages together again. The parts of a message come in order, because they were sent in one
 * transaction; a message whose beginning was missed is dropped.
 */
export function messageReader(): (payload: string) => ChangeMessage | undefined {
  const unfinished = new Map<string, { readonly number: number; readonly parts: string[] }>();

  return (payload) => {
    const [, origin, numberText, partText, countText, text] = payloadFormat.exec(payload) ?? [];
    if (origin === undefined || text === undefined) return undefined;
    const number = Number(numberText);
    const part = Number(partText);
    if (part === 0) unfinished.set(origin, { number, parts: [] });
    const message = unfinished.get(origin);
    if (message?.number !== number || message.parts.length !== part) {
      unfinished.delete(origin);
      return undefined;
    }
    message.parts.push(text);
    if (message.parts.length < Number(countText)) return undefined;
    unfinished.delete(origin);
    return { origin, number, changes: parsedChanges(message.parts.join('')) };
  };
}

/** Leaves out what another version of Picard, or someone else on the channel, may send. */
function parsedChanges(body: string): readonly MemoryChanged[] {
  try {
    const value: unknown = JSON.parse(body);
    return Array.isArray(value) ? value.filter(isChange) : [];
  } catch {
    return [];
  }
}

function isChange(value: unknown): value is MemoryChanged {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, ownerId, memoryId, before, after } = value as Record<string, unknown>;
  return (
    (kind === 'created' || kind === 'updated' || kind === 'deleted') &&
    isUuid(ownerId) &&
    isUuid(memoryId) &&
    (before === undefined || isAudience(before)) &&
    (after === undefined || isAudience(after))
  );
}

function isAudience(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { permission, sharedWith } = value as Record<string, unknown>;
  if (typeof permission !== 'string' || typeof sharedWith !== 'object' || sharedWith === null) {
    return false;
  }
  const { userIds, groupIds } = sharedWith as Record<string, unknown>;
  return [userIds, groupIds].every((ids) => Array.isArray(ids) && ids.every(isUuid));
}
