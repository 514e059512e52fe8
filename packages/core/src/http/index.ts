/** Public surface of `@picard-mcp/core/http`: everything else in this folder is internal. */
export type { McpHandler, McpRequestContext } from '../mcp/handler.js';
export type { TokenVerifier } from '../token/token-verifier.js';
export type { Authenticate } from './authenticate.js';
export type { HttpContext, HttpHandler, OpenApiPart } from './handler.js';
export { createPicardHttp, type PicardHttp, type PicardHttpOptions } from './picard-http.js';
