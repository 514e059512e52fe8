import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose, variablesTaken } from './compose-file.js';
import { applicationVariables, serverVariables } from './known-variables.js';
import { render } from './render-blueprint.js';
import { readRepositoryFile, repository } from './repository.js';

const text = readRepositoryFile('docs/deploying.md');

/** The services that a Compose command is about; after `exec` and one of them comes another program's line. */
function servicesNamed(command: string, words: readonly string[]): readonly string[] {
  const plain = words.filter((word) => /^[a-z]/.test(word)).map((word) => word.split('=')[0] ?? '');
  return command === 'exec' ? plain.slice(0, 1) : plain;
}

describe('docs/deploying.md', () => {
  it('names only services that docker-compose.yml has', () => {
    const named = [...text.matchAll(/docker compose ([a-z]+)([^`\n#]*)/g)].flatMap(
      ([, command = '', rest = '']) => servicesNamed(command, rest.trim().split(/\s+/)),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(named));
  });

  it('tells what each service is', () => {
    const told = [...text.matchAll(/^\| `([a-z_-]+)` \|/gm)].map(([, name = '']) => name);
    expect(told.sort()).toEqual(Object.keys(compose.services).sort());
  });

  it('names only variables that something reads', () => {
    const known = new Set([...serverVariables, ...applicationVariables, ...variablesTaken()]);
    const named = [...text.matchAll(/\b(?:PICARD|CLIENT|ADMIN|DB|OPENAI)_[A-Z_]+\b/g)];
    expect(named.length).toBeGreaterThan(15);
    for (const [name] of named) expect(known).toContain(name);
  });

  it('names only services and settings that render.yaml has', () => {
    const names = render.services.map(({ name }) => name);
    for (const [, name = ''] of text.matchAll(/`(picard-[a-z-]+)`/g)) expect(names).toContain(name);
  });

  it('starts with files that are there', () => {
    for (const [, file = ''] of text.matchAll(/(?:^|`)\.\/(deploy\/[\w.-]+)/gm)) {
      expect(existsSync(join(repository, file)), file).toBe(true);
    }
  });
});
