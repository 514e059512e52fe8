import { parse } from 'yaml';
import { z } from 'zod';
import { readRepositoryFile } from './repository.js';

const service = z.object({
  image: z.string().optional(),
  build: z.object({ context: z.string(), target: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  environment: z.record(z.string(), z.string().nullable()).default({}),
  healthcheck: z.looseObject({ disable: z.boolean().optional() }),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
  stop_grace_period: z.string(),
  tmpfs: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
});

const composeFile = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean() })),
});

export type ComposeService = z.infer<typeof service>;

export const composeText = readRepositoryFile('docker-compose.yml');

/** The file as YAML, with merges done. */
export const composeDocument: unknown = parse(composeText, { merge: true });

export const compose = composeFile.parse(composeDocument);

export function composeService(name: string): ComposeService {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

/** Every variable that the file takes from .env: put into a value, or handed on by a name without one. */
export function variablesTaken(): ReadonlySet<string> {
  const inValues = [...composeText.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name);
  const handedOn = Object.values(compose.services).flatMap(({ environment }) =>
    Object.keys(environment).filter((name) => environment[name] === null),
  );
  return new Set([...inValues, ...handedOn]);
}

/** What a service's program is given, as Compose works it out from .env. */
export function environmentOf(
  { environment }: ComposeService,
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]) => {
    const given = value === null ? env[name] : substitute(value, env);
    return given === undefined ? [] : [[name, given] as const];
  });
  return Object.fromEntries(entries);
}

function substitute(value: string, env: Readonly<Record<string, string>>): string {
  return value.replaceAll(
    /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, operator: string | undefined, rest: string) => {
      const given = env[name] || undefined;
      if (given === undefined && operator === '?') throw new Error(`${name} is missing: ${rest}`);
      return given ?? (operator === '-' ? rest : '');
    },
  );
}
