import { answerVectors } from './api-server.js';
import type { Respond } from './scripted-server.js';

export const hang: Respond<unknown> = () => undefined;
export const hangInBody: Respond<unknown> = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"object":"list","data":[');
};
export const cut: Respond<unknown> = (_, response) => void response.destroy();
export const cutInBody: Respond<unknown> = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"object":"list"', () => response.destroy());
};
export const html: Respond<unknown> = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end('<html>Sign in to the hotel network</html>');
};
export const oneEmbedding = (embedding: unknown) =>
  answerVectors({ change: (data) => data.map((item) => ({ ...item, embedding })) });
export const tooMany = answerVectors({ change: (data) => [...data, ...data] });
export const wrongIndex = answerVectors({
  change: (data) => data.map((item) => ({ ...item, index: 7 })),
});
