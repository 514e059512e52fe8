import { Writable } from 'node:stream';

/** Turns a log of JSON objects into lines for people: time, level, message, and the fields behind it. */
export function terminalLines(terminal: NodeJS.WritableStream): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      for (const line of String(chunk).split('\n').filter(Boolean)) terminal.write(readable(line));
      done();
    },
  });
}

function readable(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const clockTime = String(time).slice(11, 19);
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${shortened(value)}`);
  return `${clockTime} ${String(level).padEnd(5)} ${msg}${rest.join('')}\n`;
}

function shortened(value: unknown): string {
  if (typeof value === 'string') return value;
  const { stack: _, ...shown } = Object(value) as Record<string, unknown>;
  return typeof value === 'object' && value !== null ? JSON.stringify(shown) : String(value);
}
