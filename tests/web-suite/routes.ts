import { createApplication } from '../../examples/reference-app/src/web/application.js';
import { readWebConfiguration } from '../../examples/reference-app/src/web/configuration.js';
import { createSealer } from '../../examples/reference-app/src/web/sealing/sealer.js';
import type { Installation } from './installation.js';

/** A route of the application. `path` has its parameters filled in, `pattern` as it is written. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly pattern: string;
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every route of the application, as its routers hold them. */
export function routesOf({ database }: Installation): readonly Route[] {
  const unused = () => {
    throw new Error('routes are only looked at');
  };
  const { app, close } = createApplication({
    configuration: readWebConfiguration({}),
    database,
    sealer: createSealer([{ id: 'k', key: new Uint8Array(32) }]),
    signingSecrets: ['unused'],
    // None of these is asked for anything before a request comes.
    connections: {} as never,
    connector: {} as never,
    memoryServices: unused,
    logger: { debug: unused, info: unused, warn: unused, error: unused },
    now: () => new Date(),
  });
  close();
  return routesIn((app.router as unknown as { readonly stack: readonly Layer[] }).stack);
}

function routesIn(stack: readonly Layer[]): readonly Route[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return routesIn(handle.stack ?? []);
    const path = route.path.replaceAll(/:\w+/g, () => crypto.randomUUID());
    // A route of `all` methods answers POST too.
    return Object.keys(route.methods).map((method) => ({
      method: method === '_all' ? 'POST' : method.toUpperCase(),
      path,
      pattern: route.path,
    }));
  });
}
