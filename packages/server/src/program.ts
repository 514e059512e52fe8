/** What a program needs that starts Picard's server, alone or beside something else: its log, its errors, its end. */
export {
  ConfigurationError,
  type Environment,
  type Kind,
  password,
  readVariable,
  username,
} from './configuration/environment.js';
export { describeError } from './process/describe-error.js';
export { createLogger } from './process/logger.js';
export { createPrivateFile } from './process/private-file.js';
export { runProgram } from './process/run-program.js';
export { closeOnSignals } from './process/shutdown.js';
