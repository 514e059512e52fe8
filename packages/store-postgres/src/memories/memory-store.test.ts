import { memoryStoreContract } from '@picard-mcp/core/testing';
import { describeDatabases } from '../testing/index.js';

describeDatabases('memories', (database) => {
  memoryStoreContract(database.name, () => database.open());
});
