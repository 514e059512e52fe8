import { newId, type UserId } from '@picard-mcp/core';
import { testClock } from '@picard-mcp/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Audit } from './audit.js';
import { boundedAudit } from './bounded-audit.js';

describe('the record of refusals', () => {
  const clock = testClock();
  let recorded: Parameters<Audit>[0][];
  let warnings: string[];
  let audit: Audit;
  const refuse = (address: string, times: number) => {
    for (let time = 0; time < times; time += 1) {
      audit({ action: 'authorization', outcome: 'refused', reason: 'invalid_request', address });
    }
  };

  beforeEach(() => {
    recorded = [];
    warnings = [];
    const silent = () => undefined;
    audit = boundedAudit((event) => void recorded.push(event), {
      clock,
      logger: {
        ...{ debug: silent, info: silent, error: silent },
        warn: (_, message) => void warnings.push(message),
      },
    });
  });

  it('is not filled by strangers of one network, and says so once', () => {
    refuse('192.0.2.1', 1_000);
    expect(recorded).toHaveLength(200);
    expect(warnings).toEqual(['further refusals from one network are not recorded']);
  });

  it('goes on for other networks, for what succeeds, and for what is about a user', () => {
    refuse('192.0.2.1', 300);
    recorded = [];
    refuse('192.0.2.2', 1);
    audit({ action: 'login', outcome: 'success', address: '192.0.2.1' });
    audit({ action: 'login', outcome: 'refused', address: '192.0.2.1', userId: newId<UserId>() });
    expect(recorded).toHaveLength(3);
  });

  it('goes on for the same network an hour later', () => {
    refuse('192.0.2.1', 300);
    recorded = [];
    clock.advance(3_600_000);
    refuse('192.0.2.1', 1);
    expect(recorded).toHaveLength(1);
  });
});
