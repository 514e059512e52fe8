import type { MemoryService } from '../memory-service/memory-service.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Persona } from '../memory-service/tools.js';

/** One of the visitor's own personas, with all its settings. @throws ServiceError `not_found` */
export async function ownPersona(memory: MemoryService, id: string): Promise<Persona> {
  const { personas } = await memory.call('list_personas', {});
  const found = personas.find((persona) => persona.id === id.toLowerCase());
  if (found === undefined) throw new ServiceError('not_found', 'There is no such persona.');
  return found;
}
