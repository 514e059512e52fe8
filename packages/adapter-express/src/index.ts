/** Public surface of `@picard-mcp/adapter-express`. */
export { type PicardExpressOptions, picardExpress } from './picard-express.js';
export { requirePicard } from './require-picard.js';
