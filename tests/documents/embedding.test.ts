import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readRepositoryFile } from '../deployment/repository.js';

const text = readRepositoryFile('docs/embedding.md');

/** Names of what an interface has, as its source declares them. */
function membersOf(file: string, name: string): readonly string[] {
  const source = ts.createSourceFile(file, readRepositoryFile(file), ts.ScriptTarget.Latest, true);
  const found = source.statements.find(
    (each) => ts.isInterfaceDeclaration(each) && each.name.text === name,
  );
  if (!found || !ts.isInterfaceDeclaration(found)) throw new Error(`${file} has no ${name}`);
  return found.members.map((member) => member.name?.getText() ?? '').sort();
}

/** What the first column of the first table under a heading names. */
function namedUnder(heading: string): readonly string[] {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const [table = ''] = (section.split(/^\|[-|]+\|\n/m)[1] ?? '').split('\n\n');
  return [...table.matchAll(/^\| (.*?) \|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`([\w.]+)`/g)])
    .map(([, name = '']) => name);
}

const core = 'packages/core/src';

describe('docs/embedding.md', () => {
  it.each([
    ['Options of `createPicard`', `${core}/picard-options.ts`, 'PicardOptions'],
    [
      'With an authorization server, and your own login',
      'packages/oauth/src/authorization-server-options.ts',
      'AuthorizationServerOptions',
    ],
  ])('tells every option: %s', (heading, file, name) => {
    expect(namedUnder(heading).toSorted()).toEqual(membersOf(file, name));
  });

  it('tells every part of Picard that is bound to a user, with all that it does', () => {
    const told = new Map<string, string[]>();
    let part = '';
    for (const name of namedUnder('Without a server')) {
      const [first = '', second] = name.split('.');
      if (second !== undefined) part = first;
      told.set(part, [...(told.get(part) ?? []), second ?? first]);
    }
    const parts = {
      account: membersOf(`${core}/account/account-service.ts`, 'AccountService'),
      activity: membersOf(`${core}/account/activity.ts`, 'ActivityService'),
      groups: membersOf(`${core}/permission/group-service.ts`, 'GroupService'),
      memories: membersOf(`${core}/memory/memory-service.ts`, 'MemoryService'),
      personas: membersOf(`${core}/persona/persona-service.ts`, 'PersonaService'),
      profile: membersOf(`${core}/account/profile-service.ts`, 'ProfileService'),
      transfer: membersOf(`${core}/transfer/transfer-service.ts`, 'TransferService'),
    };
    expect(['principal', ...Object.keys(parts)].sort()).toEqual(
      membersOf(`${core}/services.ts`, 'Services'),
    );
    expect(Object.fromEntries([...told].map(([name, does]) => [name, does.sort()]))).toEqual(parts);
  });
});
