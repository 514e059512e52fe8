import { newId, type Principal } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atExpiry } from './token-expiry.js';

const day = 24 * 60 * 60 * 1_000;
const clock = { now: () => new Date() };

function principal(expiresAt?: Date): Principal {
  return { userId: newId(), scopes: [], ...(expiresAt && { expiresAt }) };
}

describe('at the expiry of a token', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('acts once, neither before nor again', () => {
    const action = vi.fn();
    atExpiry(principal(new Date(Date.now() + 1_000)), clock, action);
    vi.advanceTimersByTime(999);
    expect(action).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('waits longer than one timer can', () => {
    const action = vi.fn();
    atExpiry(principal(new Date(Date.now() + 60 * day)), clock, action);
    vi.advanceTimersByTime(60 * day - 1);
    expect(action).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('acts at once for a token that has expired meanwhile', () => {
    const action = vi.fn();
    atExpiry(principal(new Date(Date.now() - day)), clock, action);
    vi.advanceTimersByTime(0);
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('can be called off', () => {
    const action = vi.fn();
    atExpiry(principal(new Date(Date.now() + 60 * day)), clock, action)();
    vi.advanceTimersByTime(61 * day);
    expect(action).not.toHaveBeenCalled();
  });

  it('never acts for who needs no token', () => {
    const action = vi.fn();
    atExpiry(principal(), clock, action);
    vi.advanceTimersByTime(400 * day);
    expect(action).not.toHaveBeenCalled();
  });
});
