// Packs every publishable package and checks the tarball as its users will get it: publint for what
// package.json promises, attw for how TypeScript resolves the types. Build first.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

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
  const { name, private: isPrivate } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  if (isPrivate) return true;
  const packed = await run('npm', ['pack', '--json', '--pack-destination', destination], {
    cwd: folder,
  });
  const tarball = join(destination, JSON.parse(packed.stdout)[0].filename);
  const complaints = [
    await complaintOf('node_modules/.bin/publint', ['run', tarball, '--strict']),
    await complaintOf('node_modules/.bin/attw', [
      tarball,
      ...['--profile', 'esm-only', '--no-definitely-typed', '--format', 'ascii', '--no-color'],
    ]),
  ].filter((complaint) => complaint !== undefined);
  console.log(`${complaints.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const complaint of complaints) console.error(complaint);
  return complaints.length === 0;
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
