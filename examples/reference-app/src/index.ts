/** What a program that starts the web application is given. */
export { ConfigurationError } from './environment.js';
export { readWebConfiguration, type WebConfiguration } from './web/configuration.js';
export { type OAuthClientStore, oauthClientStore } from './web/connection/oauth-client-store.js';
export type { Database } from './web/database/database.js';
export { openDatabase, openEmbeddedDatabase } from './web/database/open-database.js';
export { NewerSchemaError, updateSchema } from './web/database/update-schema.js';
export { backChannel } from './web/memory-service/back-channel.js';
export { ServiceError } from './web/memory-service/service-error.js';
export { generateKeyRing, parseKeyRing } from './web/sealing/key-ring.js';
export { createSealer } from './web/sealing/sealer.js';
export { applicationClient, registerApplication } from './web/setup/register-application.js';
export { type RunningWeb, startWeb } from './web/start-web.js';
