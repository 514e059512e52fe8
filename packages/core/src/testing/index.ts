/** The public surface of `@picard-mcp/core/testing`: an in-memory store and what every store must do. */

export { memoryStore } from './memory-store.js';
export { type TestClock, testClock } from './test-clock.js';
