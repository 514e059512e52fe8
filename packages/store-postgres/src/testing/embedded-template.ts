import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

/** A filled embedded database to begin others with: making one takes seconds, copying it a fraction of one. */
export interface EmbeddedTemplate {
  /** The whole database, as PGlite's `loadDataDir` takes it. */
  dump(): Promise<Blob>;
  /** Puts its files into a folder that holds nothing yet; creates the folder. */
  copyTo(folder: string): Promise<void>;
}

export interface EmbeddedTemplateOptions {
  /** What the database holds, as texts: with any other, it is another template. */
  readonly content: readonly string[];
  /** Starts a database on a folder that does not exist yet, and fills it. */
  create(folder: string): Promise<PGlite>;
  /** Where templates lie; default: among the system's temporary files. */
  readonly place?: string;
}

/**
 * A template that the first process to need it leaves among the temporary files for all that follow, whichever run they
 * belong to. Its name changes with its content and the version of PGlite.
 */
export function embeddedTemplate({
  content,
  create,
  place = tmpdir(),
}: EmbeddedTemplateOptions): EmbeddedTemplate {
  const finished = join(place, `picard-template-${nameOf(content)}`);
  let ready: Promise<void> | undefined;
  const open = () => {
    ready ??= make(finished, create).catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    return ready;
  };
  return {
    async dump() {
      await open();
      return new Blob([await readFile(join(finished, dumpName))]);
    },
    async copyTo(folder) {
      await open();
      // As private as the folder that a program makes for itself.
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await cp(join(finished, folderName), folder, {
        recursive: true,
        force: false,
        errorOnExist: true,
      });
    },
  };
}

const folderName = 'database';
const dumpName = 'database.tar';

/** Renaming a finished folder is one step: another process sees all of it or nothing. */
async function make(finished: string, create: EmbeddedTemplateOptions['create']): Promise<void> {
  if (existsSync(finished)) return;
  const unfinished = await mkdtemp(`${finished}-`);
  try {
    const pglite = await create(join(unfinished, folderName));
    const dump = await pglite.dumpDataDir('none');
    await pglite.close();
    await writeFile(join(unfinished, dumpName), dump.stream());
    await rename(unfinished, finished);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process was first, and its template is as good.
    if (!existsSync(finished)) throw error;
  }
}

const require = createRequire(import.meta.url);

function nameOf(content: readonly string[]): string {
  const manifest = join(dirname(require.resolve('@electric-sql/pglite')), '../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return createHash('sha256')
    .update(JSON.stringify([version, ...content]))
    .digest('hex')
    .slice(0, 16);
}
