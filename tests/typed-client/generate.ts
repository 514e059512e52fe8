import { writeFile } from 'node:fs/promises';
import { typedClient, typedClientFile } from './typed-client.js';

/** `npm run generate:client` */
await writeFile(typedClientFile, await typedClient());
