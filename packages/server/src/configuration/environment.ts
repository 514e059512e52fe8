import { z } from 'zod';

/** The environment of a program, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that holds what it may not. Its message is one line for the operator, and shows no secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The allowed values of a variable, as a description and as a schema. */
export interface Kind<Value> {
  readonly may: string;
  readonly check: z.ZodType<Value, string>;
  readonly isSecret?: boolean;
}

/**
 * Reads one variable. One that is set to nothing counts as absent.
 *
 * @throws ConfigurationError with the variable's name, its value (unless it is a secret) and the allowed values.
 */
export function readVariable<Value>(
  environment: Environment,
  name: string,
  { may, check, isSecret }: Kind<Value>,
): Value | undefined {
  const value = environment[name]?.trim();
  if (!value) return undefined;
  const parsed = check.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const why = issue?.code === 'custom' ? ` (${issue.message})` : '';
  const held = isSecret ? 'a value that is not shown here' : JSON.stringify(value.slice(0, 200));
  throw new ConfigurationError(`${name} is set to ${held}${why}; it must be ${may}.`);
}

export const portNumber: Kind<number> = {
  may: 'a port number from 1 to 65535',
  check: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(65535)),
};

export const hostName: Kind<string> = {
  may: 'an IP address or a host name',
  check: z.union([z.ipv4(), z.ipv6(), z.hostname()]),
};

export const webUrl: Kind<string> = {
  may: 'an http or https URL',
  check: z.url({ protocol: /^https?$/ }),
};

export const postgresUrl: Kind<string> = {
  may: 'postgres://user:password@host:port/database',
  check: z.string().regex(/^postgres(ql)?:\/\/\S+$/),
  isSecret: true,
};

export const path: Kind<string> = { may: 'a path', check: z.string() };
export const word: Kind<string> = {
  may: 'a name without spaces',
  check: z.string().regex(/^\S+$/),
};
export const secretWord: Kind<string> = { ...word, may: 'a key without spaces', isSecret: true };

export const username: Kind<string> = {
  may: '1 to 64 letters, digits, ".", "_" or "-"',
  check: z.string().regex(/^[\p{L}\p{N}._-]{1,64}$/u),
};

export const email: Kind<string> = { may: 'an e-mail address', check: z.email() };

export const password: Kind<string> = {
  may: '8 to 1024 characters',
  check: z.string().min(8).max(1024),
  isSecret: true,
};

export function upTo(max: number, what: string): Kind<number> {
  return {
    may: `${what}, from 0 to ${max}`,
    check: z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number)
      .pipe(z.int().max(max)),
  };
}

export function oneOf<Value extends string>(...values: readonly Value[]): Kind<Value> {
  return { may: values.join(' or '), check: z.enum(values) };
}
