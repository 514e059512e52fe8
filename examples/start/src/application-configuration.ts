import {
  readWebConfiguration,
  type WebConfiguration,
  ConfigurationError as WebConfigurationError,
} from '@picard-mcp/reference-app';
import { ConfigurationError, type Environment } from '@picard-mcp/server/program';

/** @throws ConfigurationError in one line, for the first of the application's variables that holds what it may not. */
export function readApplicationConfiguration(environment: Environment): WebConfiguration {
  try {
    return readWebConfiguration(environment);
  } catch (error) {
    throw error instanceof WebConfigurationError ? new ConfigurationError(error.message) : error;
  }
}
