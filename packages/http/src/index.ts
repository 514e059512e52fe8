/** The public surface of `@picard-mcp/http`: what is not named here may change at any time. */
export { type Authenticate, bearerAuthentication } from './authenticate.js';
export { restError } from './error-response.js';
export type { HttpContext, HttpHandler, OpenApiPart } from './handler.js';
export { readBody, readJson } from './json-body.js';
export { type JsonResponseOptions, jsonResponse } from './json-response.js';
export type { McpHandler, McpRequestContext } from './mcp/handler.js';
export { failures } from './openapi/error-responses.js';
export { createPicardHttp, type PicardHttp, type PicardHttpOptions } from './picard-http.js';
export { type RouteTable, routeTable } from './route-table.js';
