import type { IncomingMessage, ServerResponse } from 'node:http';
import { nodeBridge } from '@picard-mcp/http/node';
import type { Host, HostSetup } from './host.js';
import { parseBody } from './parse-body.js';

/** No framework at all: a server on the bridge. */
export const bareHost: Host = {
  name: 'the bare handler',
  isAdapter: false,
  listener(setup) {
    const answer = answerWith(setup);
    return (req, res) => void answer(req, res);
  },
};

function answerWith({ http, prefix = '', parser = 'none', fallThrough = true, atRoot }: HostSetup) {
  const bridge = nodeBridge(http, { fallThrough });
  const rootBridge = atRoot && nodeBridge(atRoot);
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    res.setHeader('set-cookie', 'host=1');
    res.setHeader('vary', 'Accept-Language');
    const body = parser === 'none' ? undefined : await parseBody(req, parser);
    const { url = '/' } = req;
    if (prefix === '' || url.startsWith(`${prefix}/`)) {
      req.url = url.slice(prefix.length);
      const clientAddress = req.socket.remoteAddress;
      if (await bridge({ req, res, body, prefix, clientAddress })) return;
    }
    if (await rootBridge?.({ req, res, body })) return;
    res.statusCode = url === '/hello' ? 200 : 404;
    res.end(url === '/hello' ? 'hello from the host' : 'the host has no such page');
  };
}
