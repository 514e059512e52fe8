import { queryWeight } from '../local-embedder/query-weights.js';
import { isStopWord, stemOf } from '../local-embedder/stems.js';
import { wordsOf } from '../local-embedder/words.js';

/** What a question is about: the stems of its telling words and how much each counts, from 0 to 1. */
export type Topic = ReadonlyMap<string, number>;

/** Question words without content, in addition to the stop words. */
const asking = new Set(
  [
    'tell',
    'know',
    'say',
    'describe',
    'summarise',
    'summarize',
    'summary',
    'remember',
    'memory',
    'memories',
    'note',
    'person',
    'user',
    'everything',
    'anything',
    'thing',
    'please',
  ].map(stemOf),
);

/** Empty for a question that asks for anything: "What do you know about her?" */
export function topicOf(question: string): Topic {
  const topic = new Map<string, number>();
  for (const { form, kind } of wordsOf(question)) {
    const stem = stemOf(form);
    if (!isStopWord(form) && !asking.has(stem)) topic.set(stem, queryWeight(stem, kind));
  }
  return topic;
}

/** The weight of those of the topic's stems that a text holds. */
export function overlap(topic: Topic, text: string): number {
  let weight = 0;
  for (const stem of new Set(wordsOf(text).map(({ form }) => stemOf(form)))) {
    weight += topic.get(stem) ?? 0;
  }
  return weight;
}

/** One telling word, or a fair part of what the question asks: a text with less is about something else. */
export function isRelevant(weight: number, topic: Topic): boolean {
  let total = 0;
  for (const each of topic.values()) total += each;
  return weight > 0 && (weight >= 0.6 || weight >= 0.3 * total);
}
