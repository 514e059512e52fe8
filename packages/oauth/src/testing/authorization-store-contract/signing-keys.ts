import { describe, expect, it } from 'vitest';
import type { StoredSigningKey } from '../../keys/signing-key-storage.js';
import { atOnce } from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function signingKeysContract(open: AuthorizationStoreFactory): void {
  describe('signing keys', () => {
    const store = useStore(open);
    const keys = () => store().authorization.signingKeys;
    const listed = async () => [...(await keys().list())].sort((a, b) => a.number - b.number);

    it('gives signing keys back as they were sealed', async () => {
      expect(await keys().list()).toEqual([]);
      const [one, two] = [key(1), key(2, `${'x'.repeat(5_000)}'"\\`)];
      expect(await keys().create(two)).toBe(true);
      expect(await keys().create(one)).toBe(true);
      expect(await listed()).toEqual([one, two]);
    });

    it('keeps one of 20 signing keys of the same number made at once', async () => {
      const made = Array.from({ length: 20 }, (_, index) => key(1, `sealed ${index}`));
      const answers = await atOnce(20, (index) => keys().create(made[index] ?? key(1)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await keys().list()).toEqual([made[answers.indexOf(true)]]);
    });

    it('does not change a signing key whose number is asked for again', async () => {
      await keys().create(key(1));
      expect(await keys().create(key(1, 'another'))).toBe(false);
      expect(await keys().list()).toEqual([key(1)]);
    });

    it('replaces a signing key by the same sealed anew', async () => {
      await keys().create(key(1));
      await keys().create(key(2));
      await keys().replace(key(1, 'sealed anew'));
      expect(await listed()).toEqual([key(1, 'sealed anew'), key(2)]);
    });

    it('forgets a signing key, and ignores one that is absent', async () => {
      await keys().create(key(1));
      await keys().create(key(2));
      await keys().remove(1);
      await keys().remove(1);
      await keys().remove(99);
      expect(await keys().list()).toEqual([key(2)]);
    });
  });
}

function key(number: number, sealed = `sealed key ${number}`): StoredSigningKey {
  return { number, sealed };
}
