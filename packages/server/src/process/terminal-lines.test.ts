import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { terminalLines } from './terminal-lines.js';

it('a log is readable on a terminal', () => {
  const terminal = new PassThrough({ encoding: 'utf8' });
  const log = terminalLines(terminal);
  const time = '2030-01-01T08:09:10.111Z';
  log.write(`${JSON.stringify({ level: 'info', time, port: 8001, msg: 'listening' })}\n`);
  const err = { name: 'Error', message: 'gone', stack: ['at somewhere'] };
  log.write(`${JSON.stringify({ level: 'error', time, err, msg: 'failed' })}\n`);
  expect(terminal.read()).toBe(
    '08:09:10 info  listening port=8001\n08:09:10 error failed err={"name":"Error","message":"gone"}\n',
  );
});
