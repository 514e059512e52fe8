import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/**
 * The certificate of `tlsServer`, which is its own authority: of client.example, other.example, localhost
 * and 127.0.0.1, until 2120. Worth nothing outside of tests.
 */
export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBjDCCATKgAwIBAgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxQaWNhcmQg
dGVzdHMwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBcxFTATBgNV
BAMMDFBpY2FyZCB0ZXN0czBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHF/TVmO
mUYEaZVWfi/SaEemAjUS+6D1EtCpKDPfK/so87vaab/4Cqann2xrqCjrWhMXYuPh
R5QCRO6ls5Ds/AujbTBrMDkGA1UdEQQyMDCCDmNsaWVudC5leGFtcGxlgg1vdGhl
ci5leGFtcGxlgglsb2NhbGhvc3SHBH8AAAEwDwYDVR0TAQH/BAUwAwEB/zAdBgNV
HQ4EFgQUO6vDAmipwuFFAT1ep2hz7ZgaixYwCgYIKoZIzj0EAwIDSAAwRQIhAOkC
B9HtZnreeOB9S61j5qjE7jef7FOiL3r+/7IWobgVAiBndF6BhFCIg7BvZMKBAYcc
DRB+2yHfrXGEeQmyI8OpQA==
-----END CERTIFICATE-----
`;

const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHetpP6+8Qstdx7lZ
snbwVBwBORYyou6sdUHAyC98PuKhRANCAARxf01ZjplGBGmVVn4v0mhHpgI1Evug
9RLQqSgz3yv7KPO72mm/+Aqmp59sa6go61oTF2Lj4UeUAkTupbOQ7PwL
-----END PRIVATE KEY-----
`;

export interface TlsServer extends AsyncDisposable {
  readonly port: number;
}

/** A server for HTTPS on a free port of this machine. */
export async function tlsServer(listener: RequestListener): Promise<TlsServer> {
  const server = createServer({ cert: testCertificate, key: testKey }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
