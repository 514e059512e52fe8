import { parse, serialize } from 'hono/utils/cookie';

/** A cookie that holds a secret of 256 random bits, base64url. */
export interface SecretCookie {
  /** What the browser sent; `undefined` for everything that cannot be such a secret. */
  read(request: Request): string | undefined;
  /** Returns the `Set-Cookie` value that stores `secret` for the given number of seconds. */
  set(secret: string, seconds: number): string;
  /** The `Set-Cookie` value that forgets it. */
  forget(): string;
}

/**
 * No script sees the cookie, no form of another site sends it (`SameSite=Lax`), and where the issuer is
 * `https` no other host, not even a subdomain, can set it (`__Host-`, RFC 6265bis section 4.1.3.2).
 */
export function secretCookie(name: string, issuer: string): SecretCookie {
  const secure = new URL(issuer).protocol === 'https:';
  const fullName = secure ? `__Host-${name}` : name;
  const attributes = { path: '/', httpOnly: true, secure, sameSite: 'Lax' } as const;
  return {
    read(request) {
      const value = parse(request.headers.get('cookie') ?? '', fullName)[fullName];
      return value !== undefined && secretForm.test(value) ? value : undefined;
    },
    set: (secret, seconds) => serialize(fullName, secret, { ...attributes, maxAge: seconds }),
    forget: () => serialize(fullName, '', { ...attributes, maxAge: 0 }),
  };
}

const secretForm = /^[\w-]{43}$/;
