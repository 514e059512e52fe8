import { readFile } from 'node:fs/promises';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const client = new Client({ name: 'first-memories', version: '1.0.0' });
await client.connect(
  new StreamableHTTPClientTransport(
    new URL(process.env.PICARD_URL ?? 'http://localhost:8001/mcp'),
    {
      requestInit: { headers: { Authorization: `Bearer ${process.env.PICARD_TOKEN}` } },
    },
  ),
);

if (process.argv[2] === 'submit') {
  const texts = (await readFile('examples/memories.txt', 'utf8')).trim().split('\n');
  const { structuredContent } = await client.callTool({
    name: 'batch_submit_memories',
    arguments: { memories: texts.map((text) => ({ text })) },
  });
  console.log(`${structuredContent.succeeded} memories stored`);
}

const { structuredContent } = await client.callTool({
  name: 'query_memory',
  arguments: { query: 'Which nuts must Nils not eat?', limit: 3 },
});
for (const { score, text } of structuredContent.memories) console.log(score.toFixed(2), text);
await client.close();
