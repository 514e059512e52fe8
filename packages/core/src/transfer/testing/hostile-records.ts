import { type GroupId, newId, type UserId } from '../../ids.js';
import { limits } from '../../limits.js';
import { distinctLabels, shownLabel } from '../../memory/label.js';
import { type Permission, permissions } from '../../permission/permission.js';
import type { MemoryRecord } from '../memory-record.js';

/** Pieces that one format or another could trip over. Joined at random they make texts and labels. */
const pieces = [
  ...[
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    '\t',
    ' ',
    '\u00a0',
    '\u2028',
    '\u0085',
    '\v',
    '\u001f',
    '\ufeff',
  ],
  ...['"', '""', "'", "''", ',', ';', '|', '\\', '\\\\', '`', '```\n', '~~~\n'],
  ...[
    '=1+1',
    '+',
    '-',
    '@',
    '＝',
    "'=",
    "''-",
    '\t=',
    ';=',
    '\n=',
    '\n\n-',
    '\r@',
    '; +',
    ' =',
    '\u200b=',
  ],
  ...['---\n', '---\ntitle: x\n---\n', '# ', '### ', '- ', '* ', '1. ', '[ ] ', '===\n', '> '],
  ...['<!-- memory {} -->', '\n<!-- memory {"id":1} -->\n', '\n<!-- /memory -->', '\\<!-- memory'],
  ...[
    '\n\\<!-- /memory -->\n',
    '\r<!-- /memory -->',
    '-->',
    '--',
    '---',
    '<!--',
    '<script>',
    '&amp;',
  ],
  ...['{"a":1}', '[1]', ']', '}', '{', '[', 'null', 'memories', '"memories":[', '\\u0041', '\\n'],
  ...[
    'ü',
    '\u{1f600}',
    '\u0301',
    'e\u0301',
    '漢字',
    'עברית',
    '\u{10ffff}',
    '\ufffe',
    'word',
    'id,text\n',
  ],
];

/** Random numbers that are the same in every run: mulberry32. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A legal memory of `ownerId`, as hostile as it can be, in what an export writes of it. */
export function hostileRecord(random: (below: number) => number, ownerId: UserId): MemoryRecord {
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[random(values.length)] ?? values[0];
  const texts = (max: number): string =>
    Array.from({ length: 1 + random(max) }, () => pieces[random(pieces.length)]).join('');
  const time = (): string => new Date(1_600_000_000_000 + random(1_000_000_000)).toISOString();
  const label = (): string => {
    const text = shownLabel(texts(4).slice(0, limits.tag).trim()).trim();
    return text.isWellFormed() && text !== '' && text.length <= limits.tag ? text : 'label';
  };
  const labels = (max: number) =>
    distinctLabels(Array.from({ length: random(max) }, () => label()));
  const text = texts(12);
  const permission: Permission = pick(permissions);
  return {
    id: newId(),
    user_id: ownerId,
    text: text.trim() === '' ? `${text}word${text}` : text,
    permission,
    ...(permission === 'shared' && {
      shared_with: {
        user_ids: Array.from({ length: random(3) }, () => newId<UserId>()).sort(),
        group_ids: [] as GroupId[],
      },
    }),
    tags: labels(4),
    category: pick([null, label()]),
    metadata: pick<Record<string, unknown>>([
      {},
      { [texts(3)]: texts(3), list: [1, -0.5, null, true, { [texts(2)]: [texts(2)] }] },
    ]),
    created_at: time(),
    updated_at: time(),
    expiration_date: pick([
      null,
      time(),
      '9999-12-31T23:59:59.999Z',
      '+010000-01-01T10:00:00.000Z',
    ]),
  };
}
