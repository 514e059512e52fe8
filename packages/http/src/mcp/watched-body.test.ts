import { describe, expect, it, vi } from 'vitest';
import { watchBody } from './watched-body.js';

function watched(body: BodyInit | null) {
  const read = vi.fn();
  const done = vi.fn();
  const response = new Response(body, { status: 201, headers: { 'x-kept': 'yes' } });
  return { read, done, ...watchBody(response, { read, done }) };
}

/** A stream that gives one piece, and then nothing until it is cancelled. */
function unending() {
  const cancelled = vi.fn();
  const stream = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
    cancel: cancelled,
  });
  return { stream, cancelled };
}

describe('a watched body', () => {
  it('gives what the response gave, and says when it is over', async () => {
    const { response, read, done } = watched('hello');
    expect(response.status).toBe(201);
    expect(response.headers.get('x-kept')).toBe('yes');
    expect(await response.text()).toBe('hello');
    expect(read).toHaveBeenCalledTimes(1);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('may be empty', async () => {
    const { response, done } = watched(null);
    expect(await response.text()).toBe('');
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('hands on that its reader has given up', async () => {
    const { stream, cancelled } = unending();
    const { response, done } = watched(stream);
    await response.body?.cancel('enough');
    expect(cancelled).toHaveBeenCalledWith('enough');
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('hands on that its source has failed', async () => {
    const failing = new ReadableStream({
      pull: (controller) => controller.error(new Error('lost')),
    });
    const { response, done } = watched(failing);
    await expect(response.text()).rejects.toThrow('lost');
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('can be cut while it is waiting, once', async () => {
    const { stream, cancelled } = unending();
    const { response, cut, done } = watched(stream);
    const text = response.text();
    cut();
    cut();
    await expect(text).rejects.toThrow('cut');
    expect(cancelled).toHaveBeenCalledTimes(1);
    expect(done).toHaveBeenCalledTimes(1);
  });
});
