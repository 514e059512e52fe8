import { createServer, type RequestListener, type Server } from 'node:http';
import { picardExpress } from '@picard-mcp/adapter-express';
import { picardKoa } from '@picard-mcp/adapter-koa';
import { PicardError } from '@picard-mcp/core';
import type { Logger } from '@picard-mcp/core/ports';
import type { PicardHttp } from '@picard-mcp/http';
import type { BridgedHandler } from '@picard-mcp/http/node';
import express from 'express';
import Koa from 'koa';
import mount from 'koa-mount';
import type { Configuration } from '../configuration/configuration.js';

/** The handlers to serve, in the middleware of the chosen framework. */
export interface Served {
  readonly http: PicardHttp;
  /** The well-known documents at the root of the host, for an issuer with a path. */
  readonly wellKnown: BridgedHandler;
  /** Path of the issuer, such as `/memory`; empty at the root. */
  readonly prefix: string;
}

type Setup = Served & Pick<Configuration, 'trustedProxies'>;

/**
 * Under the prefix and at the root: proxies in front pass the issuer's path on, or cut it off.
 */
const adapters: Record<Configuration['adapter'], (setup: Setup) => RequestListener> = {
  express({ http, wellKnown, prefix, trustedProxies }) {
    const app = express().disable('x-powered-by').set('trust proxy', trustedProxies);
    if (prefix) app.use(picardExpress(wellKnown)).use(prefix, picardExpress(http));
    return app.use(picardExpress(http, { fallThrough: false }));
  },
  koa({ http, wellKnown, prefix, trustedProxies }) {
    const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
    if (prefix) app.use(picardKoa(wellKnown)).use(mount(prefix, picardKoa(http)));
    return app.use(picardKoa(http, { fallThrough: false })).callback();
  },
};

/** An import is read as fast as it is written down; Node would cut it off after five minutes. */
const maxRequestMs = 3_600_000;

export type Listening = Pick<Configuration, 'adapter' | 'host' | 'port' | 'trustedProxies'>;

/**
 * Serves Picard on the configured address.
 *
 * @throws PicardError `unavailable` when the address cannot be had; the message says what to do.
 */
export async function listen(
  served: Served,
  { adapter, host, port, trustedProxies }: Listening,
  logger: Logger,
): Promise<Server> {
  const listener = adapters[adapter]({ ...served, trustedProxies });
  const server = createServer({ requestTimeout: maxRequestMs }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, host, port)));
    server.listen({ host, port }, resolve);
  });
  // Such as too many open files: one connection is lost, the server continues.
  server.on('error', (err) => logger.error({ err }, 'a connection could not be accepted'));
  return server;
}

function refusalOf(cause: NodeJS.ErrnoException, host: string, port: number): PicardError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Stop that one, or set PICARD_PORT to a free port.`,
    EACCES: `Port ${port} may not be used without more rights. Set PICARD_PORT to a port above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set PICARD_HOST to one that it has.`,
    ENOTFOUND: `There is no host ${host}. Set PICARD_HOST to an address of this machine.`,
  };
  const reason = reasons[cause.code ?? ''] ?? `Port ${port} on ${host} cannot be opened.`;
  return new PicardError('unavailable', reason, { cause });
}

const idleCheckMs = 50;

/**
 * Stops accepting connections, lets requests that were accepted finish, and closes connections as they
 * become idle. After `deadlineMs` the rest are closed. Returns whether none had to be.
 */
export async function drain(server: Server, deadlineMs: number): Promise<boolean> {
  let isClean = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
  const deadline = setTimeout(() => {
    isClean = false;
    server.closeAllConnections();
  }, deadlineMs);
  await closed;
  clearInterval(idle);
  clearTimeout(deadline);
  return isClean;
}
