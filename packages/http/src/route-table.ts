/** A route as Hono lists it: parameters are segments that begin with a colon. */
interface RegisteredRoute {
  readonly path: string;
  readonly method: string;
}

/** Which methods each path has. Asked for every request of a host, so it looks nothing up twice. */
export interface RouteTable {
  /** `undefined` when nothing is at the path. `HEAD` is there wherever `GET` is. */
  methodsOf(path: string): readonly string[] | undefined;
  /** The template of a path, its parameters in braces. */
  templateOf(path: string): string | undefined;
}

/** The table of the routes that a router has by now. */
export function routeTable(routes: readonly RegisteredRoute[]): RouteTable {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const known = methods.get(path) ?? [];
    methods.set(path, known);
    known.push(...(method === 'GET' ? ['GET', 'HEAD'] : [method]));
  }
  const withParameters = [...methods]
    .filter(([path]) => path.includes(':'))
    .map(([path, allowed]) => ({
      pattern: patternOf(path),
      template: path.replaceAll(/:(\w+)/g, '{$1}'),
      allowed,
    }));
  return {
    methodsOf: (path) =>
      methods.get(path) ?? withParameters.find(({ pattern }) => pattern.test(path))?.allowed,
    templateOf: (path) =>
      methods.has(path) ? path : withParameters.find(({ pattern }) => pattern.test(path))?.template,
  };
}

/** A parameter is one segment that is not empty. */
function patternOf(path: string): RegExp {
  const segments = path
    .split('/')
    .map((segment) =>
      segment.startsWith(':') ? '[^/]+' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`^${segments.join('/')}$`);
}
