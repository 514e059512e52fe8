import { PicardError } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import type { ClientDirectory } from '../context.js';
import { OAuthError } from '../http/oauth-error.js';
import { findAuthorizedClient } from './authorized-client.js';

function find(clientId: string, answer: ClientDirectory['find']) {
  return findAuthorizedClient(clientId, { clients: { find: answer } }, '192.0.2.1');
}

describe('a client whose metadata document cannot be used', () => {
  it('is refused in the words for its author, with a status that asks nobody for credentials', async () => {
    const fault = new OAuthError('invalid_client', 'The document names another client_id.');
    await expect(find('https://app.example/c', () => Promise.reject(fault))).rejects.toMatchObject({
      ...{ code: 'unauthorized_client', status: 400, message: fault.message },
    });
  });

  it('and that was asked for too often, or now cannot be, is told as it is', async () => {
    for (const code of ['rate_limited', 'unavailable'] as const) {
      const fault = new PicardError(code, 'later');
      await expect(find('https://app.example/c', () => Promise.reject(fault))).rejects.toBe(fault);
    }
  });
});
