import { expect, it } from 'vitest';
import { readTags, writeTags } from './tag-list.js';

it.each([
  ['', []],
  [' , ,', []],
  ['travel', ['travel']],
  [' travel , work,travel ', ['travel', 'work']],
  ['to do, späti', ['to do', 'späti']],
  ['"Paris, Texas", film', ['Paris, Texas', 'film']],
  ['5" screen, "x', ['5" screen', '"x']],
  ['"say ""hi"""', ['say "hi"']],
  ['one\ntwo', ['one', 'two']],
])('reads %j', (typed, tags) => {
  expect(readTags(typed)).toEqual(tags);
});

it.each([
  [['a', 'b']],
  [['Paris, Texas', 'x']],
  [['5" screen']],
  [['"quoted"']],
  [[',']],
  [['a"', '"b', '","']],
])('writes %j so that it is read again', (tags) => {
  expect(readTags(writeTags(tags))).toEqual(tags);
});
