import type { OAuthRouter } from './route.js';

/** Which methods each path of a router has. Asked for every request of a host, so it looks nothing up twice. */
export interface EndpointTable {
  /** `undefined` when nothing is at the path. `HEAD` is there wherever `GET` is. */
  methodsOf(path: string): readonly string[] | undefined;
  /** The template of a path, its parameters in braces. */
  templateOf(path: string): string | undefined;
}

/** Of the routes that the router has by now. */
export function endpointTable(router: OAuthRouter): EndpointTable {
  const methods = new Map<string, string[]>();
  for (const { path, method } of router.routes) {
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
