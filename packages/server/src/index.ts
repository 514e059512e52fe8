/** The public surface of `@picard-mcp/server`: what is not named here may change at any time. */
export type { OperatorContext } from './commands/operator-context.js';
export { picardProgram } from './commands/picard-program.js';
export { type Configuration, readConfiguration } from './configuration/configuration.js';
export { registerAsOperator } from './register-as-operator.js';
export { type RunningServer, startServer } from './serving/start-server.js';
