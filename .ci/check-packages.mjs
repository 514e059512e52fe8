// Packs every publishable package and checks the tarball as its users will get it: publint for what
// package.json promises, attw for how TypeScript resolves the types. Then what installing the core brings.
// Build first.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installationOf, onDisk } from './installation.mjs';

const run = promisify(execFile);

/** Answers what the command complained about, or `undefined` when it was content. */
async function complaintOf(command, args) {
  try {
    await run(command, args, { maxBuffer: 16 * 1024 * 1024 });
    return undefined;
  } catch (error) {
    return `${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || String(error);
  }
}

async function check(folder, destination) {
  const {
    name,
    private: isPrivate,
    devDependencies,
  } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (isPrivate) return true;
  const packed = await run('npm', ['pack', '--json', '--pack-destination', destination], {
    cwd: folder,
  });
  const [{ filename, files }] = JSON.parse(packed.stdout);
  const tarball = join(destination, filename);
  const complaints = [
    await missingNotices(folder, devDependencies),
    await complaintOf('node_modules/.bin/publint', ['run', tarball, '--strict']),
    await complaintOf('node_modules/.bin/attw', [
      tarball,
      ...['--profile', 'esm-only', '--no-definitely-typed', '--format', 'ascii', '--no-color'],
    ]),
  ].filter((complaint) => complaint !== undefined);
  console.log(`${complaints.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const complaint of complaints) console.error(complaint);
  if (name === '@picard-mcp/core' && !(await checkCore(files))) return false;
  return complaints.length === 0;
}

/** What is bundled into a package has its license beside it. */
async function missingNotices(folder, bundled = {}) {
  const names = Object.keys(bundled);
  if (names.length === 0) return undefined;
  const notices = await readFile(join(folder, 'THIRD-PARTY-NOTICES.md'), 'utf8');
  const missing = names.filter((name) => !notices.includes(`\`${name}\``));
  return missing.length > 0 ? `THIRD-PARTY-NOTICES.md lacks ${missing.join(', ')}` : undefined;
}

/** What an installation of the core may be, itself included. */
const limit = { packages: 12, megabytes: 15 };

async function checkCore(files) {
  const { names, bytes } = await installationOf('packages/core');
  const megabytes = files.reduce((sum, { size }) => sum + onDisk(size), bytes) / 2 ** 20;
  const packages = names.length + 1;
  const fits = packages <= limit.packages && megabytes <= limit.megabytes;
  const size = `${packages} packages, ${megabytes.toFixed(1)} MB`;
  console.log(`${fits ? 'ok  ' : 'FAIL'} @picard-mcp/core installs ${size}`);
  if (!fits)
    console.error(`at most ${limit.packages} and ${limit.megabytes} MB: ${names.join(' ')}`);
  return fits;
}

const destination = await mkdtemp(join(tmpdir(), 'picard-packages-'));
try {
  const results = [];
  for (const name of await readdir('packages')) {
    results.push(await check(join('packages', name), destination));
  }
  process.exitCode = results.every(Boolean) ? 0 : 1;
} finally {
  await rm(destination, { recursive: true, force: true });
}
