import { describe, expect, it } from 'vitest';
import { parametersOf, readForm } from './form.js';
import { OAuthError } from './oauth-error.js';

const parse = (text: string) => parametersOf(new URLSearchParams(text));

const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof OAuthError) return [error.code, error.message];
    throw error;
  }
  return undefined;
};

function post(body: BodyInit, type = 'application/x-www-form-urlencoded') {
  const headers = { 'content-type': type };
  return readForm({
    request: new Request('https://x.example/', { method: 'POST', body, headers }),
  });
}

describe('parameters', () => {
  it('without a value are as good as absent', () => {
    const parameters = parse('a=&b=1');
    expect([parameters.get('a'), parameters.get('b'), parameters.get('c')]).toEqual([
      undefined,
      '1',
      undefined,
    ]);
    expect(codeOf(() => parameters.require('a'))).toEqual([
      'invalid_request',
      'The parameter a is missing.',
    ]);
  });

  it.each(['a=1&a=2', 'a=1&a=1', 'a=&a=1', 'a=1&a='])('are not repeated: %s', (text) => {
    expect(codeOf(() => parse(text))).toEqual(['invalid_request', 'The parameter a is repeated.']);
  });

  it('called resource may be repeated, for those who ask for all of them', () => {
    const parameters = parse('resource=x&resource=&resource=y&resource=x');
    expect(parameters.all('resource')).toEqual(['x', 'y']);
    expect(codeOf(() => parameters.get('resource'))?.[0]).toBe('invalid_target');
    expect(parse('resource=x&resource=x').get('resource')).toBe('x');
    expect(parse('').all('resource')).toEqual([]);
  });

  it('hold no NUL, neither in a name nor in a value', () => {
    expect(codeOf(() => parse('a=x%00y'))).toEqual([
      'invalid_request',
      'The parameter a is malformed.',
    ]);
    expect(codeOf(() => parse('a%00=x'))?.[1]).toBe('The parameter a? is malformed.');
  });

  it('with odd names cannot forge a message', () => {
    const name = encodeURIComponent('"\r\n<b>é');
    expect(codeOf(() => parse(`${name}=1&${name}=2`))?.[1]).toBe(
      'The parameter ????b?? is repeated.',
    );
  });

  it('named like members of every object are absent like others', () => {
    expect(parse('').get('__proto__')).toBeUndefined();
    expect(parse('').get('constructor')).toBeUndefined();
  });
});

describe('a form', () => {
  it('is read whatever the case and the parameters of its content type', async () => {
    const form = await post('a=1+2%2B3', 'Application/X-WWW-Form-Urlencoded; charset=UTF-8');
    expect(form.get('a')).toBe('1 2+3');
  });

  it.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain', ''])(
    'is not of the type "%s"',
    async (type) => {
      await expect(post('a=1', type)).rejects.toMatchObject({ code: 'invalid_request' });
    },
  );

  it('of more than 64 KiB is refused', async () => {
    expect((await post(`a=${'x'.repeat(65_534)}`)).get('a')).toHaveLength(65_534);
    await expect(post(`a=${'x'.repeat(65_535)}`)).rejects.toMatchObject({
      code: 'payload_too_large',
    });
  });
});
