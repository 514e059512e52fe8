import { PicardError } from '@picard-mcp/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join, paste, textsOf } from './importer.js';
import { type Installation, startInstallation } from './installation.js';
import { notes, tokenOf, upload } from './upload.js';
import type { Visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation?.close());

describe('imports at once', () => {
  it('of the same file bring every memory once', async () => {
    const { who, id } = await join(installation);
    const _csrf = await tokenOf(who);
    const pages = await Promise.all(
      [1, 2].map(() => upload(installation, who, { content: notes(150) }, { _csrf })),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(await textsOf(installation, id)).toHaveLength(150);
  });

  it('are at most two of one visitor, and others do not wait for them', async () => {
    const { who } = await join(installation);
    const { who: other } = await join(installation);
    const _csrf = await tokenOf(who);
    const [first, second] = [heldUpload(who, _csrf), heldUpload(who, _csrf)];
    let third = await upload(installation, who, { content: '- third' }, { _csrf });
    // Until both have arrived.
    while (third.status === 200)
      third = await upload(installation, who, { content: '- third' }, { _csrf });
    expect(third.status).toBe(429);
    expect(third.text).toContain(english.transfer.tooManyAtOnce);
    expect((await upload(installation, other, { content: '- free' })).status).toBe(200);
    for (const held of [first, second]) {
      held.release();
      expect((await held.page).status).toBe(200);
    }
    expect((await upload(installation, who, { content: '- third' }, { _csrf })).status).toBe(200);
  });

  /** An upload whose end comes later. */
  function heldUpload(who: Visitor, token: string) {
    const head = `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n- held`;
    const encoder = new TextEncoder();
    let release: () => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(encoder.encode(head));
        release = () => {
          controller.enqueue(encoder.encode('\r\n--b--\r\n'));
          controller.close();
        };
      },
    });
    const init: RequestInit & { readonly duplex: 'half' } = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': 'multipart/form-data; boundary=b', origin: installation.url },
    };
    return { release: () => release(), page: who.send('/import', init) };
  }
});

describe('a failure of the memory server', () => {
  it('in the middle says how much is there; the same again goes on', async () => {
    const { who, id } = await join(installation);
    const { memories } = installation.server.store;
    const original = memories.insertAbsent;
    let batches = 0;
    const failing: typeof original = (...input) => {
      batches += 1;
      if (batches === 2) throw new PicardError('unavailable', 'The database cannot answer now.');
      return original(...input);
    };
    Object.assign(memories, { insertAbsent: failing });
    const broken = await paste(installation, who, notes(700));
    Object.assign(memories, { insertAbsent: original });
    expect(broken.status).toBe(503);
    expect(broken.text).toContain(english.transfer.brokenTitle);
    expect(broken.text).toContain(english.transfer.firstAreThere(500));
    expect(broken.document.querySelector('[name=text]')?.text.trim()).toBe(notes(700));
    const done = await paste(installation, who, notes(700));
    expect(done.text).toContain(
      english.transfer.imported({ imported: 200, unchanged: 500, refused: 0 }),
    );
    expect(await textsOf(installation, id)).toHaveLength(700);
  });

  it('at once keeps pasted text, and asks for the file again', async () => {
    const { who } = await join(installation);
    const _csrf = await tokenOf(who);
    await installation.stopServer();
    const text = await who.send('/import', {
      method: 'POST',
      body: new URLSearchParams({ _csrf, text: '- Patience', format: '' }),
      headers: { origin: installation.url },
    });
    const file = await upload(installation, who, { content: '- Patience' }, { _csrf });
    await installation.startServer();
    for (const page of [text, file]) {
      expect(page.status).toBe(503);
      expect(page.text).toContain(english.failures.byCode.unreachable);
    }
    expect(text.document.querySelector('[name=text]')?.text.trim()).toBe('- Patience');
  });
});

it('events tell of the progress, and end with the part of the page that reports', async () => {
  const { who } = await join(installation);
  const events = { accept: 'text/event-stream' };
  const content = `${notes(1_100)}\n\n${'x'.repeat(11_000)}`;
  const { headers, html } = await upload(installation, who, { content }, {}, events);
  expect(headers.get('content-type')).toContain('text/event-stream');
  expect(headers.get('cache-control')).toBe('no-store');
  const told = html
    .split('\n\n')
    .flatMap((event) => /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [])
    .filter((_, index) => index % 3 !== 0);
  expect(told.filter((_, index) => index % 2 === 0)).toEqual([
    ...['progress', 'progress', 'progress', 'outcome'],
  ]);
  expect(told[1]).toContain(english.transfer.imported({ imported: 500, unchanged: 0, refused: 0 }));
  expect(told[7]).toContain(
    english.transfer.imported({ imported: 1_100, unchanged: 0, refused: 1 }),
  );
  expect(told[7]).toContain('import-outcome');
});

it('a page with a report that is loaded anew leads back to the forms', async () => {
  const { who } = await join(installation);
  expect((await who.open('/import')).url.pathname).toBe('/transfer');
});
