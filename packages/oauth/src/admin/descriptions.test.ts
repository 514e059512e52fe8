import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestAdministration, testAdministration } from '../testing/test-administration.js';

interface Described {
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Record<string, { readonly example?: unknown }> };
  readonly responses: Record<string, { readonly content?: Record<string, { example?: unknown }> }>;
}

/** Whatever the server answers in the place of an example's values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]));
}

describe('the description of administration and registration', () => {
  let fixture: TestAdministration;
  let paths: Record<string, Record<string, Described>>;

  beforeAll(async () => {
    fixture = await testAdministration();
    paths = (fixture.test.server.openApi?.paths ?? {}) as typeof paths;
  });
  afterAll(() => fixture.test.close());

  const exampleOf = (content: Record<string, { readonly example?: unknown }> | undefined) =>
    content?.['application/json']?.example;

  it('names every address, and for administration both ways in', () => {
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security }]) => [`${method} ${path}`, security]),
    );
    const admin = described.filter(([name]) => String(name).includes(' /api/admin/'));
    expect(admin.map(([name]) => name).sort()).toEqual([
      'delete /api/admin/clients/{client_id}',
      'get /api/admin/activity',
      'get /api/admin/clients',
      'get /api/admin/clients/{client_id}',
      'get /api/admin/stats',
      'get /api/admin/users',
      'get /api/admin/users/{user_id}',
      'patch /api/admin/users/{user_id}',
      'post /api/admin/clients/register',
      'post /api/admin/clients/{client_id}/secret',
      'post /api/admin/users/{user_id}/sign-out',
      'put /api/admin/clients/{client_id}',
    ]);
    for (const [, security] of admin) {
      expect(security).toEqual([{ administrator: [] }, { bearer: [] }]);
    }
    expect(paths).toHaveProperty(['/register', 'post']);
    expect(fixture.test.server.openApi?.components?.securitySchemes).toHaveProperty(
      'administrator',
    );
  });

  it('has examples that work, and that answer what they say', async () => {
    const { test, ask, read } = fixture;
    const client = await test.addClient({ isConfidential: true });
    const user = await test.addUser();
    const ids = { '{client_id}': client.clientId, '{user_id}': user.id };
    const tried: string[] = [];
    for (const [path, methods] of Object.entries(paths)) {
      if (!path.startsWith('/api/admin/') && path !== '/register') continue;
      // Deleting comes last.
      for (const [method, operation] of Object.entries(methods).reverse()) {
        const [status = '', answer] =
          Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? [];
        const expected = exampleOf(answer?.content);
        const body = exampleOf(operation.requestBody?.content);
        const target = path.replaceAll(/\{\w+\}/g, (name) => ids[name as keyof typeof ids]);
        if (method === 'delete') continue;
        const given = await read(ask(method.toUpperCase(), target, body), Number(status));
        tried.push(`${method} ${path}`);
        if (expected === undefined) continue;
        expect(Object.keys(given).sort()).toEqual(Object.keys(expected as object).sort());
        if (path.endsWith('{user_id}') || path.endsWith('clients/register')) {
          expect(shapeOf(given)).toEqual(shapeOf(expected));
        }
      }
    }
    expect(tried).toHaveLength(12);
  });
});
