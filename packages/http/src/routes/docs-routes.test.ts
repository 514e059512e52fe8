import { OpenAPIHono } from '@hono/zod-openapi';
import { expect, it } from 'vitest';
import type { Exchange } from '../exchange.js';
import type { Router } from '../route.js';
import { addDocsRoutes, swaggerUiFolder } from './docs-routes.js';

function get(folder: string | undefined, path: string): Promise<Response> {
  const router: Router = new OpenAPIHono();
  router.onError((error) => {
    throw error;
  });
  addDocsRoutes(router, folder);
  const request = new Request(`http://localhost${path}`);
  const exchange: Exchange = { request, context: {}, requestId: 'one', path };
  return Promise.resolve(router.fetch(request, exchange));
}

it('serves Swagger UI where it is installed', async () => {
  const page = await get(swaggerUiFolder(), '/docs');
  expect(page.status).toBe(200);
  const files = [...(await page.text()).matchAll(/"(docs\/[^"]+)"/g)].map(([, file]) => file);
  expect(files).toHaveLength(4);
  for (const file of files) {
    const response = await get(swaggerUiFolder(), `/${file}`);
    expect(response.status, file).toBe(200);
    expect((await response.arrayBuffer()).byteLength, file).toBeGreaterThan(0);
  }
});

it('leads to the description where Swagger UI is not installed', async () => {
  const page = await get(undefined, '/docs');
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('href="openapi.json"');
  await expect(get(undefined, '/docs/swagger-ui.css')).rejects.toMatchObject({ code: 'not_found' });
});
