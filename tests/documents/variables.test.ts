import { describe, expect, it } from 'vitest';
import { applicationVariables, serverVariables } from '../deployment/known-variables.js';
import { readRepositoryFile } from '../deployment/repository.js';

/** Set by a platform, and told beside what they stand in for. */
const given = 'RENDER_EXTERNAL_URL';

const operating = readRepositoryFile('docs/operating.md');
const [servers = [], applications = []] = operating
  .split('| variable | meaning | default |')
  .slice(1)
  .map((table) =>
    [...(table.split('\n\n')[0] ?? '').matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
    ),
  );

describe('the tables of variables in docs/operating.md', () => {
  it('are all that the server and the operator’s tool read', () => {
    expect(servers).toEqual([...new Set(servers)]);
    expect(servers.toSorted()).toEqual(
      [...serverVariables].filter((name) => name !== given).sort(),
    );
  });

  it('are all that the web application reads besides', () => {
    const own = [...applicationVariables].filter((name) => !serverVariables.has(name));
    expect(applications.toSorted()).toEqual(own.sort());
  });
});
