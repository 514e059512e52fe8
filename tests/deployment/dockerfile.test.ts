import { describe, expect, it } from 'vitest';
import { buildContext } from './container/build-context.js';
import { parseDockerfile, type Step } from './container/dockerfile.js';
import { readRepositoryFile, repository, workspaceFolders } from './repository.js';

const stages = parseDockerfile(readRepositoryFile('Dockerfile'));

/** The steps that lead to a stage, those of its bases first. */
function stepsOf(name: string): readonly Step[] {
  const stage = stages.find((each) => each.name === name);
  return stage ? [...stepsOf(stage.base), ...stage.steps] : [];
}

function last<Does extends Step['does']>(name: string, does: Does) {
  return stepsOf(name).findLast(
    (step): step is Extract<Step, { does: Does }> => step.does === does,
  );
}

const copies = stages.flatMap(({ steps }) =>
  steps.filter((step): step is Extract<Step, { does: 'copy' }> => step.does === 'copy'),
);

describe('the Dockerfile', () => {
  it('builds on one image, of a long-term version of Node by its number', () => {
    const names = new Set(stages.map(({ name }) => name));
    const external = new Set(stages.map(({ base }) => base).filter((base) => !names.has(base)));
    expect([...external]).toEqual(['node:24-slim']);
  });

  it('makes the server where no target is named, as Render does', () => {
    expect(stages.at(-1)?.name).toBe('server');
  });

  it.each(['server', 'app'])('runs %s as a user without rights, by a number', (target) => {
    expect(last(target, 'user')?.user).toBe('1000:1000');
  });

  it.each([
    ['server', ['packages/server/dist/main.js', 'serve'], 'PICARD_PORT'],
    ['app', ['examples/start/dist/web.js'], 'CLIENT_PORT'],
  ])(
    'starts %s without a shell, so that signals arrive, and checks its health',
    (target, program, port) => {
      expect(last(target, 'cmd')?.command).toEqual(['node', ...program]);
      const check = last(target, 'healthcheck')?.command;
      expect(check).toEqual(['node', '/app/deploy/check-health.mjs', port]);
    },
  );

  it('installs dependencies before it sees a source, so that the layer lasts', () => {
    const [manifests] = stages;
    const sources = manifests?.steps.flatMap((step) => (step.does === 'copy' ? step.sources : []));
    expect(sources).toEqual([
      'package.json',
      'package-lock.json',
      ...workspaceFolders()
        .map((folder) => `${folder}/package.json`)
        .sort(),
    ]);
  });

  it('brings what was built of every package, and no source', () => {
    const fromBuild = copies
      .filter(({ from }) => from === 'build')
      .flatMap(({ sources }) => sources);
    const built = workspaceFolders().filter((folder) => folder !== 'bench');
    expect(fromBuild.sort()).toEqual(built.map((folder) => `/app/${folder}/dist`).sort());
  });
});

describe('the build context', () => {
  const context = buildContext(repository);

  it('has no secret, no history and no build of this machine', () => {
    const unwanted = /(^|\/)(\.env.*|\.git|\.picard|node_modules|dist|encryption-keys)(\/|$)/;
    expect(context.filter((file) => unwanted.test(file))).toEqual([]);
  });

  it('has no tests, documents or benchmarks, which would make layers new for nothing', () => {
    const unwanted = context.filter((file) =>
      /\.test\.ts$|\.md$|^(tests|docs|bench\/src)\//.test(file),
    );
    expect(
      unwanted.filter(
        (file) => !/^packages\/[\w-]+\/(README|CHANGELOG|THIRD-PARTY-NOTICES)\.md$/.test(file),
      ),
    ).toEqual([]);
  });

  it('has every file that the Dockerfile copies out of it', () => {
    const wanted = copies
      .filter(({ from }) => from === undefined)
      .flatMap(({ sources }) => sources);
    for (const source of wanted.filter((path) => path !== '.')) {
      const path = source.replace(/\/$/, '');
      const found = context.some((file) => file === path || file.startsWith(`${path}/`));
      expect(found, source).toBe(true);
    }
  });
});
