import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';

/** What a build sends to the engine: the files of a folder that its .dockerignore leaves. */
export function buildContext(folder: string): readonly string[] {
  const rules = readFileSync(join(folder, '.dockerignore'), 'utf8').split('\n');
  const ignore = dockerignore().add(rules);
  const exceptions = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));

  const filesBelow = (path: string): string[] =>
    readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
      const inner = path ? `${path}/${entry.name}` : entry.name;
      if (!entry.isDirectory()) return ignore.ignores(inner) ? [] : [inner];
      // Like the engine: an ignored folder is looked into only for an exception that lies in it.
      const isClosed = !exceptions.some((rule) => rule.startsWith(`${inner}/`));
      return isClosed && ignore.ignores(inner) ? [] : filesBelow(inner);
    });

  return filesBelow('');
}
