import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, cp, mkdir, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import { buildContext } from './build-context.js';
import { parseDockerfile, type Stage, type Step } from './dockerfile.js';
import { runInRoot } from './run-in-root.js';

/** What a build leaves: a tree of files, and how its program is started. */
export interface Image {
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly workdir: string;
  readonly user: string;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

export interface ImageBuilder {
  /** Performs the stages that lead to `target`, each of them once. */
  build(target: string): Promise<Image>;
}

/** How this machine reaches a package registry, which an engine hands to its builds too. */
const network = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/** Where the official images look for programs. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Does what a Dockerfile says, with no container engine: each stage in an empty folder, with a clean
 * environment, on this machine's Node instead of the base image's.
 */
export function imageBuilder(context: string, folder: string): ImageBuilder {
  const stages = parseDockerfile(readFileSync(join(context, 'Dockerfile'), 'utf8'));
  const built = new Map<string, Promise<Image>>();

  const build = (target: string): Promise<Image> => {
    const known = built.get(target) ?? perform(target);
    built.set(target, known);
    return known;
  };

  const perform = async (target: string): Promise<Image> => {
    const stage = stages.find(({ name }) => name === target);
    if (!stage) throw new Error(`the Dockerfile has no stage ${target}`);
    let image = await begin(stage);
    for (const step of stage.steps) image = { ...image, ...(await take(step, image)) };
    return image;
  };

  const begin = async ({ name, base }: Stage): Promise<Image> => {
    const root = join(folder, name);
    if (stages.some((stage) => stage.name === base)) {
      const image = await build(base);
      // With owners and rights, which Node's own `cp` leaves behind.
      await promisify(execFile)('cp', ['--archive', '--reflink=auto', image.root, root]);
      return { ...image, root };
    }
    for (const inner of ['root', 'home/node', 'usr/local/bin']) {
      await mkdir(join(root, inner), { recursive: true });
    }
    const environment = { PATH: path, HOME: '/root' };
    return { root, environment, workdir: '/', user: '0:0', command: [], healthcheck: [] };
  };

  const take = async (step: Step, image: Image): Promise<Partial<Image>> => {
    switch (step.does) {
      case 'env':
        return { environment: { ...image.environment, ...step.variables } };
      case 'workdir':
        await mkdir(join(image.root, step.path), { recursive: true });
        return { workdir: step.path };
      case 'user':
        return { user: step.user, environment: { ...image.environment, HOME: '/home/node' } };
      case 'cmd':
        return { command: step.command };
      case 'healthcheck':
        return { healthcheck: step.command };
      case 'copy':
        await copy(step, image);
        return {};
      case 'run':
        await run(step.command, image);
        return {};
      case 'nothing':
        return {};
    }
  };

  const copy = async (
    { from, sources, destination }: Extract<Step, { does: 'copy' }>,
    { root, workdir }: Image,
  ) => {
    const target = join(root, posix.resolve(workdir, destination));
    const isFolder = destination.endsWith('/') || destination === '.' || sources.length > 1;
    for (const source of sources) {
      if (from === undefined) await copyContext(posix.normalize(source), target, isFolder);
      else await copyTree(join((await build(from)).root, source), target, isFolder);
    }
  };

  const copyContext = async (source: string, target: string, isFolder: boolean) => {
    const prefix = source === './' || source === '.' ? '' : source.replace(/\/$/, '');
    const files = buildContext(context).filter(
      (file) => !prefix || file === prefix || file.startsWith(`${prefix}/`),
    );
    if (files.length === 0) throw new Error(`COPY ${source}: the build context has no such file`);
    for (const file of files) {
      const inner =
        file === prefix ? (isFolder ? basename(file) : '') : posix.relative(prefix, file);
      await mkdir(dirname(join(target, inner)), { recursive: true });
      await cp(join(context, file), join(target, inner));
    }
  };

  return { build };
}

async function copyTree(source: string, target: string, isFolder: boolean): Promise<void> {
  const isFile = (await stat(source)).isFile();
  const to = isFile && isFolder ? join(target, basename(source)) : target;
  await mkdir(isFile ? dirname(to) : to, { recursive: true });
  // Node's own `cp` takes half a minute for the tree of modules.
  await promisify(execFile)('cp', ['-RP', isFile ? source : `${source}/.`, to]);
}

/** Where this machine's npm keeps what it has downloaded. */
function npmCache(): string {
  return process.env.npm_config_cache ?? join(homedir(), '.npm');
}

async function run(command: string, image: Image): Promise<void> {
  const hosts = `${image.root}.hosts`;
  await writeFile(hosts, '127.0.0.1 localhost\n');
  await chmod(image.root, 0o755);
  const { code, output } = await runInRoot(['/bin/sh', '-c', command], {
    ...image,
    environment: { ...network, NPM_CACHE: npmCache(), ...image.environment },
    plan: 'build',
    hosts,
    tmpfs: [],
  }).ended;
  if (code !== 0) throw new Error(`RUN ${command} ended with ${code}:\n${output}`);
}
