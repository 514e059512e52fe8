import { generateEncryptionKey } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { CompactEncrypt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { createSealer } from './sealer.js';

const [oldKey, newKey] = [generateEncryptionKey('old'), generateEncryptionKey('new')];
const sealer = createSealer(parseKeyRing(newKey));
const text = 'state=Grüße 🖖 \u0000 "quoted"';

describe('a sealed text', () => {
  it('opens unchanged where it was sealed', async () => {
    expect(await sealer.open('request', await sealer.seal('request', text))).toBe(text);
  });

  it('can be sent in a URL as it is and shows nothing of what it holds', async () => {
    const sealed = await sealer.seal('request', 'a redirect to https://app.example');
    expect(sealed).toMatch(/^[\w.-]+$/);
    expect(sealed).not.toContain(Buffer.from('https://app.example').toString('base64url'));
    expect(decodeProtectedHeader(sealed)).toEqual({ alg: 'dir', enc: 'A256GCM', kid: 'new' });
  });

  it('is another one each time', async () => {
    expect(await sealer.seal('request', text)).not.toBe(await sealer.seal('request', text));
  });

  it('does not open for another purpose', async () => {
    expect(await sealer.open('password', await sealer.seal('request', text))).toBeUndefined();
  });

  it('opens after the ring has got a new current key, and not when its own key has left the ring', async () => {
    const sealed = await createSealer(parseKeyRing(oldKey)).seal('request', text);
    expect(await createSealer(parseKeyRing(`${newKey},${oldKey}`)).open('request', sealed)).toBe(
      text,
    );
    expect(await sealer.open('request', sealed)).toBeUndefined();
  });

  it('does not open when any character of it was changed', async () => {
    const sealed = await sealer.seal('request', 'short');
    for (let index = 0; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'Q' : 'A';
      const altered = `${sealed.slice(0, index)}${other}${sealed.slice(index + 1)}`;
      expect(await sealer.open('request', altered), `at ${index}`).toBeUndefined();
    }
  });

  it('is never taken for one when another key encrypted it under the same key id', async () => {
    const forged = await new CompactEncrypt(new TextEncoder().encode('{}'))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'new' })
      .encrypt(new Uint8Array(32));
    expect(await sealer.open('request', forged)).toBeUndefined();
  });

  it.each(['', '.', '....', 'text', 'a.b.c', 'eyJhbGciOiJub25lIn0..', '🖖', 'x'.repeat(100_000)])(
    'is never taken for one when nobody sealed it (%#)',
    async (nonsense) => {
      expect(await sealer.open('request', nonsense)).toBeUndefined();
    },
  );
});
