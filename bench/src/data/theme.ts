import { randomNumbers } from './random.js';

/**
 * What a text is about. Texts of one topic are near each other, those that share the aspect too are nearer
 * still, and the number tells them apart: vectors lie in clusters, as those of real texts do.
 */
export interface Theme {
  readonly topic: number;
  readonly aspect: number;
  readonly number: number;
}

export const topics = 256;
export const aspects = 64;
export const dimensions = 1536;

const tag = /\[(\d+)\.(\d+)\.(\d+)\]$/;

const words =
  'the a with about after before flight train window seat dinner garden meeting budget review doctor allergy coffee bakery piano lesson river weekend holiday letter sister brother colleague birthday museum recipe painting bicycle laptop password charger invoice contract quarter winter summer'.split(
    ' ',
  );

/** A note of about 180 characters. Its vector can be told from its end. */
export function textOf({ topic, aspect, number }: Theme): string {
  const random = randomNumbers(number);
  const chosen = Array.from({ length: 24 }, () => words[Math.floor(random() * words.length)]);
  return `Note ${number}: ${chosen.join(' ')} [${topic}.${aspect}.${number}]`;
}

/** The vector of a text that `textOf` made. */
export function vectorOf(text: string): Float32Array {
  const [, topic, aspect, number] = tag.exec(text) ?? [];
  if (number === undefined) throw new RangeError(`no vector was prepared for "${text}"`);
  return mix([
    [1, direction(`topic ${topic}`, Number(topic))],
    [0.8, direction(`aspect ${aspect}`, 1_000_000 + Number(aspect))],
    [0.6, unitVector(2_000_000 + Number(number))],
  ]);
}

const directions = new Map<string, Float32Array>();

function direction(name: string, seed: number): Float32Array {
  const known = directions.get(name);
  if (known) return known;
  const made = unitVector(seed);
  directions.set(name, made);
  return made;
}

function unitVector(seed: number): Float32Array {
  const random = randomNumbers(seed);
  const vector = new Float32Array(dimensions);
  let squares = 0;
  for (let index = 0; index < dimensions; index += 1) {
    const value = random() - 0.5;
    vector[index] = value;
    squares += value * value;
  }
  const scale = 1 / Math.sqrt(squares);
  return vector.map((value) => value * scale);
}

function mix(parts: readonly (readonly [weight: number, vector: Float32Array])[]): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const [weight, vector] of parts) {
    for (let index = 0; index < dimensions; index += 1) {
      sum[index] = (sum[index] ?? 0) + weight * (vector[index] ?? 0);
    }
  }
  return sum;
}
