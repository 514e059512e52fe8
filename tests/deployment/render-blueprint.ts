import { parse } from 'yaml';
import { z } from 'zod';
import { readRepositoryFile } from './repository.js';

/**
 * What a blueprint may hold, as Render's reference describes it, for the kinds of services that ours
 * uses. Render publishes its own JSON Schema without a licence, so that it does not lie here. Strict:
 * a field that is not in here is either misspelt or new, and has to be looked up.
 */
const envVar = z.union([
  z.strictObject({ key: z.string(), value: z.string() }),
  z.strictObject({ key: z.string(), generateValue: z.literal(true) }),
  z.strictObject({ key: z.string(), sync: z.literal(false) }),
  z.strictObject({
    key: z.string(),
    fromDatabase: z.strictObject({
      name: z.string(),
      property: z.enum(['host', 'port', 'database', 'user', 'password', 'connectionString']),
    }),
  }),
  z.strictObject({
    key: z.string(),
    fromService: z.strictObject({
      type: z.enum(['web', 'pserv', 'worker', 'cron', 'keyvalue']),
      name: z.string(),
      envVarKey: z.string(),
    }),
  }),
]);

const region = z.enum(['oregon', 'ohio', 'virginia', 'frankfurt', 'singapore']);

const dockerWebService = z.strictObject({
  type: z.literal('web'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  runtime: z.literal('docker'),
  plan: z.enum(['free', 'starter', 'standard', 'pro', 'pro plus', 'pro max', 'pro ultra']),
  region: region.optional(),
  branch: z.string().optional(),
  dockerfilePath: z.string(),
  dockerContext: z.string().optional(),
  dockerCommand: z.string().optional(),
  preDeployCommand: z.string().optional(),
  healthCheckPath: z.string().startsWith('/'),
  maxShutdownDelaySeconds: z.int().min(1).max(300).optional(),
  numInstances: z.int().min(1).optional(),
  domains: z.array(z.string()).optional(),
  autoDeployTrigger: z.enum(['commit', 'checksPass', 'off']).optional(),
  envVars: z.array(envVar),
});

const database = z.strictObject({
  name: z.string(),
  plan: z.string().regex(/^(free|(basic|pro|accelerated)-\d+(mb|gb))$/),
  region: region.optional(),
  postgresMajorVersion: z.enum(['13', '14', '15', '16', '17', '18']),
  databaseName: z.string().optional(),
  user: z.string().optional(),
  diskSizeGB: z.int().optional(),
  ipAllowList: z.array(z.strictObject({ source: z.string(), description: z.string().optional() })),
});

const blueprint = z.strictObject({
  services: z.array(dockerWebService),
  databases: z.array(database),
});

export type Blueprint = z.infer<typeof blueprint>;
export type RenderService = Blueprint['services'][number];

export function parseBlueprint(text: string): Blueprint {
  return blueprint.parse(parse(text));
}

export const render = parseBlueprint(readRepositoryFile('render.yaml'));

export function renderService(name: string): RenderService {
  const found = render.services.find((service) => service.name === name);
  if (!found) throw new Error(`render.yaml has no service ${name}`);
  return found;
}

/** What Render fills in while a blueprint is applied. */
export interface Filled {
  /** Connection strings by the database's name. */
  readonly databases: Readonly<Record<string, string>>;
  /** Public URLs by the service's name. */
  readonly urls: Readonly<Record<string, string>>;
  /** 256 random bits in base64. */
  generate(): string;
}

/** What a service's program is given: its own variables, and those that Render sets by itself. */
export function renderEnvironment(service: RenderService, filled: Filled): Record<string, string> {
  const entries = service.envVars.flatMap((variable): (readonly [string, string])[] => {
    if ('value' in variable) return [[variable.key, variable.value]];
    if ('generateValue' in variable) return [[variable.key, filled.generate()]];
    if ('fromDatabase' in variable) {
      return [[variable.key, filled.databases[variable.fromDatabase.name] ?? '']];
    }
    if ('fromService' in variable) {
      return [[variable.key, filled.urls[variable.fromService.name] ?? '']];
    }
    return [];
  });
  const own = { RENDER: 'true', RENDER_EXTERNAL_URL: filled.urls[service.name] ?? '' };
  return { ...own, ...Object.fromEntries(entries) };
}
