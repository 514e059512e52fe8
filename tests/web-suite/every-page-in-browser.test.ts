import { expect, it } from 'vitest';
import { describeInBrowser, phone, type WindowOptions } from './browser.js';
import { atServer, member } from './member.js';
import { routesOf } from './routes.js';

/** What answers no page: files, events, parts of pages, and the ways of a browser that was sent here. */
const noPages = [
  '/health',
  '/health/live',
  '/connection/callback',
  '/export',
  '/import',
  '/people/suggestions',
  '/settings/download',
  '/memories/:id/card',
];

/** Pages that somebody sees who is not logged in. */
const ofStrangers = ['/', '/login', '/register'];

/** What else pages look like: with a filter, with something found, with a field that is wrong. */
const states = [
  '/activity?days=90',
  '/activity?days=7&action=create_group',
  '/memories?words=the&tag=c&expiry=never',
  '/memories?words=nothing-like-that',
  '/memories/tags/edit-category?name=C',
  '/memories/timeline?by=month',
  '/search?q=trip',
  '/search?q=words&scope=visible&tags=x',
  '/search?q=zzz',
];

/** By the status that they have. */
const refused: Readonly<Record<string, number>> = {
  '/nowhere': 404,
  '/memories?from=2031-01-02&to=2031-01-01': 422,
  '/personas/ask?add_person=nobody': 422,
};

const windows: readonly (readonly [name: string, options: WindowOptions])[] = [
  ['desktop', {}],
  ['desktop, dark', { isDark: true }],
  ['phone', { viewport: phone }],
];

describeInBrowser('every page', (tests) => {
  it.each(windows)(
    'holds what WCAG asks of it, is no wider than the screen, and complains of nothing: %s',
    { timeout: 180_000 },
    async (name, options) => {
      const { installation, open } = tests();
      const { page, register, faults, complaints } = await open(options);
      const found: string[] = [];
      async function look(path: string): Promise<void> {
        const response = await page.goto(path);
        const status = response?.status() ?? 0;
        if (status !== (refused[path] ?? 200)) found.push(`${path}: status ${status}`);
        found.push(...(await faults()).map((fault) => `${path}: ${fault}`));
      }
      for (const path of ofStrangers) await look(path);
      const username = `reader-${name.replaceAll(/\W+/g, '-')}`;
      await register(username);
      const server = await atServer(installation, username);
      const other = await member(installation, `other-${name.replaceAll(/\W+/g, '-')}`);
      await other.picard.profile.update({ name: 'Bo', settings: { discoverable: true } });
      const [memory = ''] = await server.add(
        {
          text: '# A trip\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`code` and a [link](https://example.org)',
          tags: ['a b', 'c'],
        },
        {
          text: `${'long'.repeat(40)} ${'words '.repeat(200)}`,
          permission: 'public',
          category: 'C',
        },
      );
      const [gone = ''] = await server.add({ text: 'Deleted' });
      await server.memories.delete(gone);
      const group = await server.picard.groups.create({
        name: 'A group with a long name '.repeat(4).trim(),
        description: 'https://example.org/'.padEnd(300, 'x'),
      });
      await server.picard.groups.addMembers(group.id, [other.id]);
      const left = await other.picard.groups.create({ name: 'Go' });
      await other.picard.groups.addMembers(left.id, [server.id]);
      const persona = await server.picard.personas.create({ name: 'Brief' });
      const ids: Readonly<Record<string, string>> = {
        '/groups/:id/leave': left.id,
        '/groups/:id': group.id,
        '/groups/:id/delete': group.id,
        '/personas/:id': persona.id,
        '/personas/:id/delete': persona.id,
      };
      const paths = routesOf(installation)
        .filter(({ method }) => method === 'GET')
        .filter(({ pattern }) => !pattern.startsWith('/assets/') && !noPages.includes(pattern))
        .map(({ pattern }) =>
          pattern.replace(':id', ids[pattern] ?? memory).replace(':tag', encodeURIComponent('a b')),
        );
      expect(paths.length).toBeGreaterThan(25);
      expect(paths.join()).not.toContain(':');
      for (const path of [...paths, ...states, ...Object.keys(refused)]) await look(path);
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );
});
