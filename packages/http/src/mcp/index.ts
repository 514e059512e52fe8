/** The public surface of `@picard-mcp/http/mcp`: what is not named here may change at any time. */
export type { McpHandler, McpRequestContext } from './handler.js';
export { type PicardMcp, type PicardMcpOptions, picardMcp } from './picard-mcp.js';
