import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const version = 1;
/**
 * Random 96-bit nonces are safe for 2^32 boxes under one key (NIST SP 800-38D, section 8.3). A data key
 * seals one user's texts and a ring key wraps one data key per user: neither comes near that.
 */
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes;

/**
 * Encrypts with AES-256-GCM. The box is a version byte, the nonce, the ciphertext and the tag. It opens
 * only with the same key and the same `context`, which is authenticated and not stored.
 */
export function sealBox(key: KeyObject, content: string | Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associatedData(context));
  const body =
    typeof content === 'string' ? cipher.update(content, 'utf8') : cipher.update(content);
  cipher.final();
  return Buffer.concat([Uint8Array.of(version), nonce, body, cipher.getAuthTag()]);
}

/** The content, or `undefined` when the box was altered, or was sealed with another key or context. */
export function openBox(key: KeyObject, box: Uint8Array, context: string): Buffer | undefined {
  if (box[0] !== version || box.length < headBytes + tagBytes) return undefined;
  const bodyEnd = box.length - tagBytes;
  const nonce = box.subarray(1, headBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(associatedData(context));
  decipher.setAuthTag(box.subarray(bodyEnd));
  const content = decipher.update(box.subarray(headBytes, bodyEnd));
  try {
    decipher.final();
  } catch {
    // The only failure of `final` in this mode is a tag that does not match.
    return undefined;
  }
  return content;
}

function associatedData(context: string): Buffer {
  return Buffer.from(`picard ${version} ${context}`, 'utf8');
}
