import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type PersonaId, type UserId } from '../ids.js';
import type { PersonaStore, StoredPersona } from '../ports/persona-store.js';
import type { Store } from '../ports/store.js';
import type { StoreFactory } from './store-factory.js';

const first = new Date('2030-01-01T00:00:00.000Z');
const later = new Date('2030-01-02T03:04:05.678Z');
const noLimit = { maxPersonas: 1_000 };

/** What every `PersonaStore` must do. */
export function personaStoreContract(name: string, open: StoreFactory): void {
  describe(`${name}: persona store`, () => {
    let store: Store;
    let personas: PersonaStore;
    beforeEach(async () => {
      store = await open();
      personas = store.personas;
    });
    afterEach(() => store.close());

    async function inserted(fields: Partial<StoredPersona> = {}): Promise<StoredPersona> {
      const persona = newPersona(fields);
      expect(await personas.insert(persona, noLimit)).toBe('inserted');
      return persona;
    }

    const found = async (id: PersonaId) => {
      const persona = await personas.find(id);
      return persona && plain(persona);
    };

    it('gives a persona back as it was, with every byte', async () => {
      const sealed = Uint8Array.from({ length: 256 }, (_, index) => index);
      const persona = await inserted({ sealed, updatedAt: later });
      expect(await found(persona.id)).toEqual(plain(persona));
      expect(await personas.find(newId())).toBeUndefined();
    });

    it('lists the personas of one owner, the oldest first, those of one time by id', async () => {
      const ownerId = newId<UserId>();
      const young = await inserted({ ownerId, createdAt: later });
      const old = await inserted({ ownerId });
      const twin = await inserted({ ownerId });
      await inserted();
      const twins = [old, twin].sort((left, right) => (left.id < right.id ? -1 : 1));
      expect((await personas.listOf(ownerId)).map(plain)).toEqual([...twins, young].map(plain));
      expect(await personas.listOf(newId())).toEqual([]);
    });

    it('takes an id once, whosever the persona is', async () => {
      const persona = await inserted();
      const { id } = persona;
      expect(await personas.insert(newPersona({ id }), noLimit)).toBe('taken');
      expect(await personas.insert(newPersona({ ...persona, sealed: bytes(9) }), noLimit)).toBe(
        'taken',
      );
      expect(await found(id)).toEqual(plain(persona));
    });

    it('takes one persona of an id when 20 come at once', async () => {
      const persona = newPersona();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => personas.insert(persona, noLimit)),
      );
      expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(19);
    });

    it('keeps no more personas of an owner than are allowed, also when 20 come at once', async () => {
      const ownerId = newId<UserId>();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () =>
          personas.insert(newPersona({ ownerId }), { maxPersonas: 3 }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(3);
      expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(17);
      expect(await personas.listOf(ownerId)).toHaveLength(3);
      expect(await personas.insert(newPersona(), { maxPersonas: 3 })).toBe('inserted');
    });

    it('replaces a persona that was last updated when the caller says', async () => {
      const persona = await inserted();
      const other = await inserted();
      const changed = { ...persona, sealed: bytes(7, 8), updatedAt: later };
      expect(await personas.replace({ ...changed, createdAt: later }, first)).toBe(true);
      expect(await found(persona.id)).toEqual(plain(changed));
      expect(await found(other.id)).toEqual(plain(other));
    });

    it.each<[string, (persona: StoredPersona) => [StoredPersona, Date]]>([
      ['was updated since', (persona) => [persona, later]],
      ['is of another owner', (persona) => [{ ...persona, ownerId: newId() }, first]],
      ['is not there', (persona) => [{ ...persona, id: newId() }, first]],
    ])('does not replace a persona that %s', async (_, mistaken) => {
      const persona = await inserted();
      const [change, expected] = mistaken(persona);
      expect(await personas.replace({ ...change, sealed: bytes(9) }, expected)).toBe(false);
      expect(await found(persona.id)).toEqual(plain(persona));
    });

    it('lets one of 20 changes at once through', async () => {
      const persona = await inserted();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          personas.replace({ ...persona, sealed: bytes(index), updatedAt: later }, first),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await found(persona.id)).toMatchObject({ sealed: [answers.indexOf(true)] });
    });

    it('removes a persona only if it was last updated when the caller says', async () => {
      const { ownerId, id } = await inserted();
      expect(await personas.remove(ownerId, id, later)).toBe('conflict');
      expect(await personas.find(id)).toBeDefined();
      expect(await personas.remove(newId(), id, first)).toBe('not_found');
      expect(await personas.remove(ownerId, id, first)).toBe('removed');
    });

    it('lets a change or a removal through that come at once and expect the same, not both', async () => {
      const persona = await inserted();
      const { ownerId, id } = persona;
      const [replaced, removed] = await Promise.all([
        personas.replace({ ...persona, updatedAt: later }, first),
        personas.remove(ownerId, id, first),
      ]);
      expect([
        [true, 'conflict'],
        [false, 'removed'],
      ]).toContainEqual([replaced, removed]);
      expect((await personas.find(id)) !== undefined).toBe(replaced);
    });

    it('keeps the id of a user for the default persona of that user', async () => {
      const userId = newId<UserId>();
      await store.users.insert({
        ...{ id: userId, realm: undefined, username: `user-${userId}`, passwordHash: undefined },
        ...{ email: `${userId}@example.org`, isSuperuser: false, isActive: true, createdAt: first },
      });
      const id = userId as string as PersonaId;
      expect(await personas.insert(newPersona({ id }), noLimit)).toBe('taken');
      const own = await inserted({ ownerId: userId, id });
      expect(await found(id)).toEqual(plain(own));
    });

    it('keeps the default persona of a user of whom nothing was known when another took the id', async () => {
      const ownerId = newId<UserId>();
      const id = ownerId as string as PersonaId;
      const taken = await inserted({ id });
      expect(await found(id)).toEqual(plain(taken));
      const own = await inserted({ ownerId, id });
      expect(await found(id)).toEqual(plain(own));
      expect(await personas.replace({ ...own, sealed: bytes(7) }, first)).toBe(true);
      expect(await personas.insert(newPersona({ id }), noLimit)).toBe('taken');
      expect(await personas.remove(taken.ownerId, id)).toBe('removed');
      expect(await found(id)).toEqual(plain({ ...own, sealed: bytes(7) }));
    });

    it('removes a persona for its owner only', async () => {
      const persona = await inserted();
      const { ownerId } = persona;
      const sibling = await inserted({ ownerId });
      expect(await personas.remove(newId(), persona.id)).toBe('not_found');
      expect(await found(persona.id)).toEqual(plain(persona));
      expect(await personas.remove(ownerId, persona.id)).toBe('removed');
      expect(await personas.remove(ownerId, persona.id)).toBe('not_found');
      expect(await personas.find(persona.id)).toBeUndefined();
      expect((await personas.listOf(ownerId)).map(plain)).toEqual([plain(sibling)]);
    });
  });
}

function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

function newPersona(fields: Partial<StoredPersona> = {}): StoredPersona {
  return {
    ownerId: newId(),
    id: newId(),
    sealed: bytes(1, 2, 3),
    createdAt: first,
    updatedAt: first,
    ...fields,
  };
}

/** A `Buffer` is as good as any `Uint8Array`: only the bytes are compared. */
function plain({ sealed, ...persona }: StoredPersona) {
  return { ...persona, sealed: [...sealed] };
}
