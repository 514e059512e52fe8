import { createServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';

/** Its own authority, for client.example. Worth nothing outside of tests. */
const cert = `-----BEGIN CERTIFICATE-----
MIIBnzCCAUagAwIBAgIUae0t63H4Ng0YMMbKa9LYwoJTMw4wCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMUGljYXJkIHRlc3RzMCAXDTI2MTEyMTEyNDkxMFoYDzIxMTkx
MjI0MTI0OTEwWjAXMRUwEwYDVQQDDAxQaWNhcmQgdGVzdHMwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAARq4F29vqPTCD+HFX/P5rjRHJFtOE8uzYlmCAviNGvDC5jY
Mo0YFEFqPIssYXUSH0tK6Hp1BiPh96vt0pDrv66Co24wbDAdBgNVHQ4EFgQUgAW6
NqqkfkRbcLMHcZqYn2bl+uAwHwYDVR0jBBgwFoAUgAW6NqqkfkRbcLMHcZqYn2bl
+uAwDwYDVR0TAQH/BAUwAwEB/zAZBgNVHREEEjAQgg5jbGllbnQuZXhhbXBsZTAK
BggqhkjOPQQDAgNHADBEAiBolF8BaP89RhPUzWohux8ZNOo8pTzjRadJ3PtaeDWR
5QIgAXg97s0pcqjg2X1rv2Ap2c/5cFEhIARCvpHoUePE1rE=
-----END CERTIFICATE-----
`;

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGya1s2qQ4NXII+ib
h/Q3aGnbpCq1itqEjl+KLDNG7gihRANCAARq4F29vqPTCD+HFX/P5rjRHJFtOE8u
zYlmCAviNGvDC5jYMo0YFEFqPIssYXUSH0tK6Hp1BiPh96vt0pDrv66C
-----END PRIVATE KEY-----
`;

/** A site on this machine that calls itself client.example, with the metadata document of a client. */
export interface DocumentHost extends AsyncDisposable {
  /** Of the document, which is the client's id. */
  readonly url: string;
  /** How a server must be set up to find the site and to trust it. */
  readonly network: {
    readonly lookup: LookupFunction;
    readonly ca: string;
    readonly allowPrivateAddresses: true;
  };
}

/** Serves a Client ID Metadata Document with these members beside its `client_id`. */
export async function documentHost(members: object): Promise<DocumentHost> {
  const server = createServer({ cert, key }, (_, res) => {
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ client_id: url, ...members }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `https://client.example:${(server.address() as AddressInfo).port}/client.json`;
  return {
    url,
    network: {
      lookup: (_, __, callback) => callback(null, '127.0.0.1', 4),
      ca: cert,
      allowPrivateAddresses: true,
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
