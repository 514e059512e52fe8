import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import { english } from './words.js';

const dayMs = 86_400_000;
const now = Date.parse('2031-05-20T12:00:00Z');
const daysAgo = (days: number) => new Date(now - days * dayMs).toISOString();

let installation: Installation;
let ann: Member;

beforeAll(async () => {
  installation = await startInstallation();
  ann = await member(installation, 'ann');
});
afterAll(() => installation?.close());

describe('a card', () => {
  it('shows what is known of a memory', async () => {
    const eve = await member(installation, 'eve');
    await ann.picard.profile.update({ settings: { discoverable: true } });
    await eve.add({
      text: '# Big\n\n<script>alert(1)</script>',
      tags: ['x'],
      category: 'work',
      permission: 'shared',
      shared_with: { user_ids: [ann.id] },
      created_at: daysAgo(1),
      updated_at: daysAgo(0),
      expiration_date: new Date(Date.now() + 3.5 * dayMs).toISOString(),
    });
    const { document } = await eve.visit.open('/memories');
    const card = document.querySelector('.memory-card');
    expect(card?.text).toContain(english.memories.card.sharedWith(['ann'], 0));
    expect(card?.text).toContain(english.memories.card.expires('in 3 days'));
    expect(card?.querySelector('a[href="/memories?tag=x"]')?.text.trim()).toBe('#x');
    expect(card?.querySelector('a[href="/memories?category=work"]')).not.toBeNull();
    expect(card?.querySelector('script')).toBeNull();
    expect(document.querySelectorAll('h1').length).toBe(1);
  });

  it('folds long texts up, whole and readable without scripts', async () => {
    const finn = await member(installation, 'finn');
    await finn.add({ text: `${'word '.repeat(400)}end` }, { text: 'short' });
    const { document } = await finn.visit.open('/memories');
    expect(document.querySelectorAll('details.memory-more').length).toBe(1);
    expect(document.querySelector('#cards')?.text).toContain('end');
  });
});

describe('with a connection that may only read', () => {
  it('offers nothing that changes, and says why once', async () => {
    const { rows } = await installation.database.pool.query<{ id: string }>(
      "select id from users where username = 'ann'",
    );
    const [memory] = await ann.add({ text: 'Read me' });
    await installation.database.pool.query(
      "update connections set scopes = 'memories:read' where user_id = $1",
      [rows[0]?.id],
    );
    const page = await ann.visit.open('/memories');
    expect(page.text.split(english.memories.list.readOnly).length).toBe(2);
    expect(page.document.querySelector('#cards')?.text).toContain('Read me');
    for (const gone of ['a[href="/memories/new"]', '#bulk', '[data-dialog]', '[name=id]']) {
      expect(page.document.querySelector(gone)).toBeNull();
    }
    expect((await ann.visit.open(`/memories/${memory}/delete`)).status).toBe(403);
  });
});
