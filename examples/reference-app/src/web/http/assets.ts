import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import { libraryFile, ownFolder } from '../package-files.js';
import { followSystemTheme } from './system-theme.js';

/** Files of this application, in its folder `public`. */
const own = [
  'app.css',
  'app.js',
  'dialog.js',
  'forms.js',
  'toasts.js',
  'editor.js',
  'editor-drafts.js',
  'editor-tags.js',
  'lists.js',
  'answers.js',
  'transfer.js',
  'icon.svg',
] as const;

/** Files of libraries, as they were installed. */
const vendored = {
  'bootstrap.css': ['bootstrap', 'dist/css/bootstrap.min.css'],
  'bootstrap.js': ['bootstrap', 'dist/js/bootstrap.bundle.min.js'],
  'htmx.js': ['htmx.org', 'dist/htmx.min.js'],
  'markdown-toolbar.js': ['@github/markdown-toolbar-element', 'dist/index.js'],
  'eventsource-parser.js': ['eventsource-parser', 'dist/index.js'],
} as const;

export type AssetName = (typeof own)[number] | keyof typeof vendored;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  readonly content: Buffer;
  readonly type: string;
  readonly url: string;
}

const loaded = new Map<AssetName, Asset>();
let ownVersion: string | undefined;

/** Address of a file that pages load; it changes with the content, so that browsers may keep it for ever. */
export function assetUrl(name: AssetName): string {
  return asset(name).url;
}

export function assetRoutes(): RequestHandler {
  const router = Router();
  for (const name of [...own, ...Object.keys(vendored)] as AssetName[]) {
    router.get(`/assets/:version/${name}`, (request, response) => {
      const { content, type, url } = asset(name);
      const isCurrent = request.path === url;
      response.setHeader('Content-Type', type);
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader(
        'Cache-Control',
        isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
      response.send(content);
    });
  }
  return router;
}

function asset(name: AssetName): Asset {
  const known = loaded.get(name);
  if (known) return known;
  const content = read(name);
  const version = isVendored(name) ? versionOf(content) : versionOfOwn();
  const type = types[extname(name)] ?? 'application/octet-stream';
  const made = { content, type, url: `/assets/${version}/${name}` };
  loaded.set(name, made);
  return made;
}

/** One for all files of this application: they import one another by their names alone. */
function versionOfOwn(): string {
  ownVersion ??= versionOf(Buffer.concat(own.map(read)));
  return ownVersion;
}

function versionOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 12);
}

function read(name: AssetName): Buffer {
  if (!isVendored(name)) return readFileSync(join(ownFolder('public'), name));
  const [library, file] = vendored[name];
  const content = readFileSync(libraryFile(library, file));
  if (name !== 'bootstrap.css') return content;
  return Buffer.from(followSystemTheme(content.toString()));
}

function isVendored(name: AssetName): name is keyof typeof vendored {
  return Object.hasOwn(vendored, name);
}
