/** Public surface of `@picard-mcp/core/http`: everything else in this folder is internal. */
export { invalidField, parseInput } from '../invalid-input.js';
export type { McpHandler, McpRequestContext } from '../mcp/handler.js';
export type { TokenVerifier } from '../token/token-verifier.js';
export { type Authenticate, bearerAuthentication } from './authenticate.js';
export { restError } from './error-response.js';
export type { HttpContext, HttpHandler, OpenApiPart } from './handler.js';
export { readBody, readJson } from './json-body.js';
export { type JsonResponseOptions, jsonResponse } from './json-response.js';
export { failures } from './openapi/error-responses.js';
export { createPicardHttp, type PicardHttp, type PicardHttpOptions } from './picard-http.js';
