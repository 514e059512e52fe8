/** Public surface of `@picard-mcp/http/node`: everything else in this folder is internal. */
export {
  type BridgedHandler,
  type NodeBridgeOptions,
  type NodeExchange,
  nodeBridge,
  nodeListener,
} from './node-bridge.js';
export { writeResponse } from './write-response.js';
