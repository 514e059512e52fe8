import { readConfiguration } from '@picard-mcp/server';
import { readWebConfiguration } from '../../examples/reference-app/src/web/configuration.js';

type Reader = (environment: Readonly<Record<string, string | undefined>>) => unknown;

/** The variables that a program asks its environment for. */
function askedFor(read: Reader): ReadonlySet<string> {
  const names = new Set<string>();
  read(
    new Proxy<Record<string, string | undefined>>(
      {},
      {
        get(_, name) {
          names.add(String(name));
          return undefined;
        },
      },
    ),
  );
  return names;
}

export const serverVariables = askedFor(readConfiguration);
export const applicationVariables = askedFor(readWebConfiguration);
