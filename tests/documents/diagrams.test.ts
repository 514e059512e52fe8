import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRepositoryFile, repository, workspaceFolders } from '../deployment/repository.js';
import { blocks } from './documents.js';

const diagramsOf = (name: string) =>
  blocks
    .filter(({ document, language }) => document === name && language === 'mermaid')
    .map(({ code }) => code);

/** Folders with something in them: git knows no others. */
const foldersOf = (path: string) =>
  readdirSync(join(repository, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => readdirSync(join(repository, path, name)).length > 0)
    .sort();

const packages = workspaceFolders()
  .filter((folder) => folder.startsWith('packages/'))
  .map((folder) => folder.slice('packages/'.length));

describe('the diagram of docs/architecture.md', () => {
  const [diagram = '', ...others] = diagramsOf('docs/architecture.md');
  const nodes = [...diagram.matchAll(/(\w+)\[([^\]]+)\]/g)].map(([, id = '', label = '']) => ({
    id,
    /** Such as `core/http`, of a label that begins with a folder. */
    folder: label.split(':')[0] ?? '',
  }));

  it('is one', () => {
    expect(others).toEqual([]);
    expect(nodes.length).toBeGreaterThan(10);
  });

  it('joins only what it names', () => {
    const ids = new Set(nodes.map(({ id }) => id));
    const joints = diagram
      .split('\n')
      .slice(1)
      .filter((line) => /--/.test(line) || /-\./.test(line))
      .flatMap((line) => line.replaceAll(/\[[^\]]*\]/g, '').split(/ --.*?--> | --> | -\..*?\.-> /))
      .flatMap((side) => side.split('&'))
      .map((id) => id.trim());
    expect(joints.length).toBeGreaterThan(20);
    expect(joints.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('shows folders that there are, and every package', () => {
    const folders = nodes.map(({ folder }) => folder).filter((folder) => /^[a-z/-]+$/.test(folder));
    const shown = folders.map((folder) => folder.split('/'));
    for (const [name = '', room] of shown) {
      expect(packages).toContain(name);
      if (room) expect(foldersOf(`packages/${name}/src`)).toContain(room);
    }
    expect(shown.map(([name]) => name)).toEqual(expect.arrayContaining(packages));
  });
});

describe('the rooms of docs/architecture.md', () => {
  const text = readRepositoryFile('docs/architecture.md');
  const [, table = ''] = text.split('| folder | what it knows |');
  /** Full paths; those behind the first of a row stand beside it. */
  const rooms = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| (`.*?) \|/gm)].flatMap(
    ([, cell = '']) => {
      const [first = '', ...rest] = [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
      return [first, ...rest.map((name) => join(first, '..', name))];
    },
  );

  it('are folders', () => {
    expect(rooms.filter((room) => !existsSync(join(repository, room)))).toEqual([]);
  });

  it('are all of the core and all packages', () => {
    const expected = [
      ...foldersOf('packages/core/src').map((room) => `packages/core/src/${room}`),
      ...packages.filter((name) => name !== 'core').map((name) => `packages/${name}`),
    ];
    expect(rooms).toEqual(expect.arrayContaining(expected));
  });

  it('are all of the authorization server, in its row', () => {
    const [, row = ''] = /^\| `packages\/oauth` \| (.*) \|$/m.exec(text) ?? [];
    const named = [...row.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name);
    expect(named.sort()).toEqual(foldersOf('packages/oauth/src'));
  });

  it('are all of the web application, in the sentence about them', () => {
    const [, sentence = ''] = /Each room of `web\/` is([\s\S]*?)\n\n/.exec(text) ?? [];
    const named = [...sentence.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name);
    expect(named.sort()).toEqual(foldersOf('examples/reference-app/src/web'));
  });
});

describe('the diagrams of docs/schema.md', () => {
  const sections = readRepositoryFile('docs/schema.md').split(/^## /m).slice(1);

  it.each(sections.map((section) => [section.split('\n')[0] ?? '', section] as const))(
    'show tables that are described there, and lead from one to another: %s',
    (_, section) => {
      const [, diagram = ''] = /```mermaid\nerDiagram\n([\s\S]*?)```/.exec(section) ?? [];
      const tables = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
      const lines = diagram.trim().split('\n');
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) {
        const [, from, to] =
          /^ *(\w+) [|o}]{1,2}--[|o{]{1,2} (\w+) : (?:\w+|"[^"]+")$/.exec(line) ?? [];
        expect(tables).toContain(from);
        expect(tables).toContain(to);
      }
    },
  );
});
