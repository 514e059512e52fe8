import type { UserId } from '@picard-mcp/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join, paste, textsOf } from './importer.js';
import { type Installation, startInstallation } from './installation.js';
import { notes, tokenOf, upload } from './upload.js';
import { type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Visitor;
let _annId: UserId;

beforeAll(async () => {
  installation = await startInstallation();
  ({ who: ann, id: _annId } = await join(installation));
});
afterAll(() => installation?.close());

describe('a file', () => {
  it.each([
    ['json', 'a.json', '[{"text":"One"},{"text":"Two"}]', english.transfer.formats.json.name],
    ['jsonl', 'a.jsonl', '{"text":"One"}\n{"text":"Two"}\n', english.transfer.formats.jsonl.name],
    ['csv', 'a.csv', 'text,tags\nOne,x\nTwo,y\n', english.transfer.formats.csv.name],
    ['markdown', 'a.md', '- One\n- Two\n', english.transfer.formats.markdown.name],
  ])('of the format %s is read as such, and said to be', async (_, name, content, said) => {
    const { who, id } = await join(installation);
    const page = await upload(installation, who, { content, name });
    expect(page.status).toBe(200);
    expect(page.text).toContain(english.transfer.readAs(said, name));
    expect(page.text).toContain(
      english.transfer.imported({ imported: 2, unchanged: 0, refused: 0 }),
    );
    expect(await textsOf(installation, id)).toEqual(['One', 'Two']);
  });

  it('that was imported already changes nothing, and that is said', async () => {
    const { who, id } = await join(installation);
    await upload(installation, who, { content: notes(3) });
    const again = await upload(installation, who, { content: notes(3) });
    expect(again.text).toContain(
      english.transfer.imported({ imported: 0, unchanged: 3, refused: 0 }),
    );
    expect(again.text).toContain(english.transfer.unchangedMeans);
    expect(await textsOf(installation, id)).toHaveLength(3);
  });

  it('has its refused entries listed by line, reason and field; the others are there', async () => {
    const { who, id } = await join(installation);
    const content = '{"text":"Good"}\n{"text":""}\nrubbish\n{"text":"<b>","colour":"red"}\n';
    const page = await upload(installation, who, { content, name: 'a.jsonl' });
    expect(page.text).toContain(
      english.transfer.imported({ imported: 1, unchanged: 0, refused: 3 }),
    );
    const rows = page.document.querySelectorAll('.refusals tbody tr').map((row) => {
      const [line, reason, field] = row.querySelectorAll('td').map((cell) => cell.text);
      return { line, field, hasReason: (reason ?? '').length > 5 };
    });
    expect(rows).toEqual([
      { line: '2', field: 'text', hasReason: true },
      { line: '3', field: '', hasReason: true },
      { line: '4', field: 'colour', hasReason: true },
    ]);
    expect(await textsOf(installation, id)).toEqual(['Good']);
  });

  it('lists the first thousand of its refused entries, and counts all', async () => {
    const { who } = await join(installation);
    const content = '{"text":""}\n'.repeat(1_200);
    const page = await upload(installation, who, { content, name: 'a.jsonl' });
    expect(page.text).toContain(english.transfer.refused(1_200));
    expect(page.text).toContain(english.transfer.refusedFirst(1000));
    expect(page.document.querySelectorAll('.refusals tbody tr')).toHaveLength(1_000);
  });

  it('is read in the format that was chosen, and one that does not fit is explained', async () => {
    const { who, id } = await join(installation);
    const content = '[{"text":"One"}]';
    const wrong = await upload(installation, who, { content: '- One' }, { format: 'json' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain(english.transfer.wrongFormat('JSON'));
    const asNotes = await upload(installation, who, { content }, { format: 'markdown' });
    expect(asNotes.text).toContain(english.transfer.readAs('Markdown', 'notes.md'));
    expect(await textsOf(installation, id)).toEqual([content]);
  });

  it.each([
    ['empty', '', english.transfer.emptyFile],
    ['white space alone', ' \n\t\n', english.transfer.emptyFile],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), english.transfer.notText],
    ['text in Latin-1', new Uint8Array([0x63, 0x61, 0x66, 0xe9]), english.transfer.notText],
    ['text in UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0, 0x62, 0]), english.transfer.notText],
  ])('that is %s is refused beside its field', async (_, content, message) => {
    const page = await upload(installation, ann, { content });
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-file')?.text).toContain(message);
  });

  it('with nothing in it but structure brings nothing, and that is said', async () => {
    const page = await upload(installation, ann, { content: '[]', name: 'a.json' });
    expect(page.status).toBe(200);
    expect(page.text).toContain(english.transfer.nothingThere);
  });

  it('that was not chosen is asked for', async () => {
    const form = new FormData();
    form.set('_csrf', await tokenOf(ann));
    form.set('file', new Blob([]), '');
    const page = await ann.send('/import', { method: 'POST', body: form });
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-file')?.text).toBe(english.transfer.noFile);
  });

  it('larger than 32 MB is refused, and what to do is said', async () => {
    const content = new Uint8Array(32 * 1_048_576 + 1).fill(0x61);
    const page = await upload(installation, ann, { content });
    expect(page.status).toBe(413);
    expect(page.document.querySelector('#error-file')?.text).toBe(english.transfer.tooLarge(32));
  });

  it.each([
    ['"><img src=x onerror=alert(1)>.json', '<img src=x onerror=alert(1)>'],
    ['../../etc/passwd.json', 'passwd.json'],
    ['C:\\notes\\mine.json', 'mine.json'],
    ['nosj.\u202Efdp\r\n.json', 'nosj.fdp'],
    [`${'x'.repeat(5_000)}.json`, 'x'.repeat(79)],
  ])('may be called %j: the name harms nothing', async (name, shown) => {
    const { who } = await join(installation);
    const page = await upload(installation, who, { content: '[{"text":"a"}]', name });
    expect(page.text).toContain(
      english.transfer.imported({ imported: 1, unchanged: 0, refused: 0 }),
    );
    const said = page.document.querySelector('#import-outcome bdi');
    expect(said?.text).toContain(shown);
    expect(said?.childNodes).toHaveLength(1);
    expect(said?.text).not.toMatch(/[\u202E\r\n]|\.\.\//);
  });

  it('may lie about its type', async () => {
    const { who, id } = await join(installation);
    const file = { content: '{"text":"a"}\n{"text":"b"}', name: 'photo.png', type: 'image/png' };
    expect((await upload(installation, who, file)).text).toContain(
      english.transfer.readAs('JSON Lines', 'photo.png'),
    );
    expect(await textsOf(installation, id)).toEqual(['a', 'b']);
  });
});

describe('pasted text', () => {
  it('is imported; characters of every language stay what they are', async () => {
    const { who, id } = await join(installation);
    const page = await paste(installation, who, '- Grüße, 世界 👋\r\n- =1+1\r\n');
    expect(page.text).toContain(
      english.transfer.imported({ imported: 2, unchanged: 0, refused: 0 }),
    );
    expect(page.text).toContain(english.transfer.readAs('Markdown', undefined));
    expect(await textsOf(installation, id)).toEqual(['=1+1', 'Grüße, 世界 👋']);
    expect(page.document.querySelector('[name=text]')?.text.trim()).toBe('');
  });

  it('that cannot be read stays in its field, with its format', async () => {
    const page = await paste(installation, ann, '{"text": oh', 'json');
    expect(page.status).toBe(422);
    expect(page.document.querySelector('[name=text]')?.text.trim()).toBe('{"text": oh');
    const chosen = page.document.querySelector('#text-format option[selected]');
    expect(chosen?.getAttribute('value')).toBe('json');
  });

  it.each([
    ['   ', english.transfer.emptyText],
    ['x'.repeat(100_001), english.transfer.tooLong],
  ])('of the wrong length is refused beside its field: %#', async (text, message) => {
    const page = await paste(installation, ann, text);
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-text')?.text).toContain(message);
  });

  it('outlives a session that has ended', async () => {
    const { username, who, id } = await join(installation);
    const _csrf = await tokenOf(who);
    who.cookies.clear();
    const login = await who.send('/import', {
      method: 'POST',
      body: new URLSearchParams({ _csrf, text: '- Kept', format: '' }),
      headers: { origin: installation.url },
    });
    expect(login.text).toContain(english.accounts.loginTitle);
    const back = await who.submit(login, '/login', {
      login: username,
      password: 'correct horse battery',
    });
    const done = await who.submit(back, '/import');
    expect(done.text).toContain(
      english.transfer.imported({ imported: 1, unchanged: 0, refused: 0 }),
    );
    expect(await textsOf(installation, id)).toEqual(['Kept']);
  });
});

describe('a forged or broken upload', () => {
  const boundary = 'x-boundary';
  const send = (who: Visitor, body: string, type = `multipart/form-data; boundary=${boundary}`) =>
    who.send('/import', {
      method: 'POST',
      body,
      headers: { 'content-type': type, origin: installation.url },
    });
  const part = (disposition: string, content: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
  const file = part('name="file"; filename="a.md"', '- forged');
  const end = `--${boundary}--\r\n`;

  it('without a token, or with somebody else’s, imports nothing', async () => {
    const { who, id } = await join(installation);
    const { who: other } = await join(installation);
    for (const _csrf of ['', 'nonsense', await tokenOf(other)]) {
      const page = await upload(installation, who, { content: '- forged' }, { _csrf });
      expect(page.status).toBe(403);
      expect(page.text).toContain(english.transfer.oldPage);
    }
    expect(await textsOf(installation, id)).toEqual([]);
  });

  it('by a stranger leads to the login, and goes nowhere', async () => {
    const page = await upload(installation, visitor(installation.url), { content: '- forged' });
    expect(page.status).toBe(401);
    expect(page.text).toContain(english.transfer.loggedOut);
  });

  it.each([
    ['ten thousand fields', () => part('name="a"', 'b').repeat(10_000) + file + end],
    ['two files', () => file + file + end],
    ['a thousand files', () => file.repeat(1_000) + end],
    ['a file in another field', () => part('name="image"; filename="a.md"', '- forged') + end],
    ['a field of a megabyte', () => part('name="format"', 'x'.repeat(1_048_576)) + file + end],
    ['a field with a name that goes deep', () => part('name="a[b][c]"', '1') + file + end],
    ['a field that reaches for prototypes', () => part('name="__proto__[x]"', '1') + file + end],
    ['no end', () => file.slice(0, -4)],
    ['no name of a field', () => part('filename="a.md"', '- forged') + end],
    ['nothing', () => ''],
    ['rubbish', () => 'rubbish'],
  ])('with %s is refused, and imports nothing', async (_, body) => {
    const { who, id } = await join(installation);
    const token = part('name="_csrf"', await tokenOf(who));
    const page = await send(who, token + body());
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-file')?.text).toMatch(/again|first/);
    expect(await textsOf(installation, id)).toEqual([]);
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  it.each(['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/mixed; boundary=x'])(
    'of the type %s is refused',
    async (type) => {
      const { who, id } = await join(installation);
      const page = await send(who, part('name="_csrf"', await tokenOf(who)) + file + end, type);
      expect([403, 422]).toContain(page.status);
      expect(await textsOf(installation, id)).toEqual([]);
    },
  );

  it('to any other path is refused like every form without a token', async () => {
    const { who } = await join(installation);
    const body = part('name="_csrf"', await tokenOf(who)) + file + end;
    const page = await who.send('/groups', {
      method: 'POST',
      body,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
    expect(page.status).toBe(403);
  });
});
