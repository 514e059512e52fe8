import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { WebConfiguration } from '../configuration.js';

/**
 * A strict policy: scripts, styles and fonts of this origin only, nothing inline, no frames. Forms may lead to the memory
 * server, because browsers also hold redirects after a form to the policy.
 */
export function securityHeaders({ url, issuer }: WebConfiguration): readonly RequestHandler[] {
  const isSecure = url.startsWith('https:');
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          fontSrc: ["'self'"],
          // Bootstrap's marks are data: URLs in its style sheet.
          imgSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          formAction: ["'self'", new URL(issuer).origin],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          ...(isSecure && { upgradeInsecureRequests: [] }),
        },
      },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: isSecure && { maxAge: 31_536_000, includeSubDomains: false },
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      // Pages show what is private: no cache may keep them, nor the browser after logging out.
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
      next();
    },
  ];
}
