/** Public surface of `@picard-mcp/adapter-koa`. */
export { type PicardKoaOptions, picardKoa } from './picard-koa.js';
export { type PicardState, requirePicard } from './require-picard.js';
