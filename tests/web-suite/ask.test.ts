import { type Script, scriptedModel } from '@picard-mcp/core/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askForEvents } from './answer-events.js';
import { type Installation, startInstallation } from './installation.js';
import { atServer } from './member.js';
import { storedText } from './stored-text.js';
import { type Page, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

const usual: Script = () => 'By the **window** [m1].';
let script: Script = usual;
const model = scriptedModel((request, options) => script(request, options));

let installation: Installation;
let ann: Visitor;
let bob: Visitor;

const answerOf = ({ document }: Page) => document.querySelector('#answer-text')?.text.trim();
const questionIn = ({ document }: Page) =>
  document.querySelector('#field-question')?.text.replace(/^\n/, '');
const alertOf = ({ document }: Page) => document.querySelector('main .alert')?.text;

async function member(username: string): Promise<Visitor> {
  const made = visitor(installation.url);
  await made.register(username);
  await made.connect();
  return made;
}

/** Asks without scripts. */
const ask = async (who: Visitor, question: string, path = '/personas/ask') =>
  who.submit(await who.open(path), '/personas/ask', { question });

beforeAll(async () => {
  installation = await startInstallation({ languageModel: model });
  ann = await member('ann');
  bob = await member('bob');
  const own = (await atServer(installation, 'ann')).picard;
  await own.memories.submit({ text: 'Prefers window seats on long flights.' });
  await own.personas.create({ name: 'Traveller', instructions: 'Speak like a pilot.' });
  const theirs = (await atServer(installation, 'bob')).picard;
  await theirs.profile.update({ name: 'Bob Miller', settings: { discoverable: true } });
  await theirs.memories.submit({ text: 'Bob sleeps in coach 12.', permission: 'public' });
  await theirs.memories.submit({ text: 'Bob fears dentists.' });
  await theirs.personas.create({ name: 'Bob on trains', description: 'Knows where to sit.' });
  await theirs.personas.create({ name: 'Bob in private', permission: 'private' });
});
afterAll(() => installation?.close());
afterEach(() => {
  script = usual;
});

describe('asking without scripts', () => {
  it('shows the answer with the memories that it used, each reached from its citation', async () => {
    const page = await ask(ann, 'Where do I sit?');
    expect(page.status).toBe(200);
    expect(answerOf(page)).toBe('By the window m1.');
    expect(page.document.querySelector('#answer-text strong')?.text).toBe('window');
    const citation = page.document.querySelector('#answer-text a.citation');
    const used = page.document.querySelector(citation?.getAttribute('href') ?? 'none');
    expect(used?.text).toContain('Prefers window seats on long flights.');
    expect(used?.querySelector(`a[href="#${citation?.id}"]`)).not.toBeNull();
    const memory = used?.querySelector('a[href^="/memories/"]')?.getAttribute('href') ?? '';
    expect((await ann.open(memory)).text).toContain('Prefers window seats');
    expect(page.text).toContain(
      `${english.questions.by('scripted')} · ${english.questions.from(1)} · ${english.questions.usage('7', '3')}`,
    );
    expect(questionIn(page)).toBe('Where do I sit?');
  });

  it('lets the chosen persona answer, and keeps it chosen', async () => {
    const list = await ann.open('/personas');
    const link = list.document.querySelector('a[aria-label="Ask Traveller"]');
    const page = await ask(ann, 'Where?', link?.getAttribute('href') ?? '');
    expect(model.requests.at(-1)?.system).toContain('Speak like a pilot.');
    const chosen = page.document.querySelector('[name=persona][checked]');
    expect(link?.getAttribute('href')).toContain(chosen?.getAttribute('value'));
  });

  it('asks somebody else by username, from those memories that one may see', async () => {
    const typed = await ann.open('/personas/ask');
    const chosen = await ann.submit(typed, '/personas/ask', {
      add_person: ' @Bob ',
      choose: 'person',
      question: 'Where does he sleep?',
    });
    expect(chosen.status).toBe(200);
    expect(chosen.text).toContain(english.questions.whoseTheirs('Bob Miller (bob)'));
    expect(chosen.text).toContain('Bob on trains');
    expect(chosen.text).not.toContain('Bob in private');
    expect(questionIn(chosen)).toBe('Where does he sleep?');

    const page = await ann.submit(chosen, '/personas/ask');
    expect(page.document.querySelector('#used-m1')?.text).toContain('Bob sleeps in coach 12.');
    expect(page.document.querySelector('#used-m1')?.text).toContain(
      english.questions.whose('Bob Miller (bob)'),
    );
    expect(model.requests.at(-1)?.system).not.toContain('dentists');
  });

  it('asks one of their other personas too', async () => {
    const chosen = await ann.open('/personas/ask?add_person=bob');
    const trains = chosen.document
      .querySelectorAll('label')
      .find((label) => label.text.includes('Bob on trains'));
    const persona = trains?.querySelector('input')?.getAttribute('value') ?? '';
    const page = await ann.submit(chosen, '/personas/ask', { persona, question: 'Where?' });
    expect(page.status).toBe(200);
    expect(model.requests.at(-1)?.system).toContain('Bob on trains');
  });

  it('says that somebody who shares nothing cannot be asked', async () => {
    await member('quiet');
    const { profile } = (await atServer(installation, 'quiet')).picard;
    await profile.update({ settings: { discoverable: true } });
    const page = await ask(ann, 'Anything?', '/personas/ask?add_person=quiet');
    expect(page.status).toBe(404);
    expect(alertOf(page)).toContain(english.questions.nothingToRead);
    expect(questionIn(page)).toBe('Anything?');
  });

  it.each([
    ['nobody-at-all', english.questions.nobody('nobody-at-all')],
    ['bob, ann', english.questions.onePerson],
  ])('says so when %j cannot be asked, and keeps the question', async (name, message) => {
    const page = await ann.submit(await ann.open('/personas/ask'), '/personas/ask', {
      add_person: name,
      choose: 'person',
      question: 'Kept',
    });
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-add_person')?.text).toContain(message);
    expect(page.document.querySelector('#field-add_person')?.getAttribute('value')).toBe(name);
    expect(questionIn(page)).toBe('Kept');
  });

  it('asks nobody who was typed but not chosen', async () => {
    const before = model.requests.length;
    const page = await ann.submit(await ann.open('/personas/ask'), '/personas/ask', {
      add_person: 'bob',
      question: 'Where does he sleep?',
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain(english.questions.nowChoose);
    expect(page.text).toContain(english.questions.whoseTheirs('Bob Miller (bob)'));
    expect(model.requests).toHaveLength(before);
    expect(answerOf(await ann.submit(page, '/personas/ask'))).toContain('By the window');
  });

  it.each([
    ['', english.questions.questionNeeded],
    ['  \r\n ', english.questions.questionNeeded],
    ['x'.repeat(10_001), english.questions.questionTooLong],
    ['a\0b', english.questions.unreadable],
  ])('says what is wrong with a question (%#), and keeps it', async (question, message) => {
    const page = await ask(ann, question);
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-question')?.text).toContain(message);
    expect(questionIn(page)?.replace('\uFFFD', '\0')).toBe(question);
  });

  it('says that the answer is cut off, declined, or made without any memory', async () => {
    script = () => ({ text: 'By the window [m1], and', finishReason: 'length' });
    expect((await ask(ann, 'Where?')).text).toContain(english.questions.cutOff);
    script = () => ({ text: '', finishReason: 'refused' });
    const refused = await ask(ann, 'Where?');
    expect(refused.text).toContain(english.questions.refused);
    expect(refused.text).toContain(english.questions.usedNone);
    script = () => 'I do not know.';
    const uncited = await ask(ann, 'Where?');
    expect(uncited.document.querySelector('#answer-sources summary')?.text).toContain(
      english.questions.givenTitle(1),
    );
  });

  it('keeps the question when the memory server is down, and asks again when it is back', async () => {
    const form = await ann.open('/personas/ask');
    await installation.stopServer();
    const told = await ann.submit(form, '/personas/ask', { question: 'Where do I sit?' });
    await installation.startServer();
    expect(told.status).toBe(503);
    expect(told.text).toContain(english.failures.byCode.unreachable);
    const page = await ann.submit(told, '/personas/ask');
    expect(answerOf(page)).toBe('By the window m1.');
  });

  it('keeps what was written and the question when the model fails in the middle', async () => {
    script = (_request, { onText }) => {
      onText?.('By the <b>window</b>, ');
      throw new Error('the model died of secret-stack-detail');
    };
    const page = await ask(ann, 'Where do I sit?');
    expect(page.status).toBe(503);
    expect(alertOf(page)).toContain(english.questions.broken);
    expect(answerOf(page)).toContain('By the <b>window</b>');
    expect(questionIn(page)).toBe('Where do I sit?');
    expect(page.html).not.toContain('secret-stack-detail');
    script = usual;
    expect(answerOf(await ann.submit(page, '/personas/ask'))).toBe('By the window m1.');
  });

  it('carries the question through the login when the session was lost', async () => {
    const lost = await member('lost');
    const form = await lost.open('/personas/ask');
    lost.cookies.delete('picard-app');
    const login = await lost.submit(form, '/personas/ask', { question: 'Where do I sit?' });
    expect(login.text).toContain(english.accounts.sessionEnded);
    const again = await lost.submit(login, '/login', {
      login: 'lost',
      password: 'correct horse battery',
    });
    expect(again.text).toContain('Where do I sit?');
    const page = await lost.submit(again, '/personas/ask');
    expect(questionIn(page)).toBe('Where do I sit?');
    expect(answerOf(page)).toBeTruthy();
  });
});

describe('questions', () => {
  it('stand in no address, no log and nothing that the application keeps', async () => {
    const word = 'Quokka-Zanzibar';
    script = () => `${word} answered [m1].`;
    const page = await ask(ann, `${word} asked?`);
    expect(answerOf(page)).toContain(word);
    expect(page.url.href).not.toContain(word);
    const events = await askForEvents(ann, page, `${word} streamed?`);
    await events.rest();
    script = () => {
      throw new Error('fails');
    };
    await ask(ann, `${word} failed?`);
    expect(await storedText(installation)).not.toContain(word);
    expect((await ann.open('/personas/ask')).html).not.toContain(word);
  });

  it('are limited for each user, which costs nobody their question and others nothing', async () => {
    const eager = await member('eager');
    const form = await eager.open('/personas/ask');
    await eager.submit(form, '/personas/ask', { question: 'The first?' });
    // As if 28 had been asked: 30 in ten minutes is the limit.
    const { rowCount } = await installation.database.pool.query(
      "update question_rates set points = 28 where key like '%' || (select id from users where username = 'eager')",
    );
    expect(rowCount).toBe(1);
    for (const question of ['Number 29?', 'Number 30?']) {
      expect((await eager.submit(form, '/personas/ask', { question })).status).toBe(200);
    }
    const page = await eager.submit(form, '/personas/ask', { question: 'Number 31?' });
    expect(page.status).toBe(429);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(page.document.querySelector('#error-question')?.text).toBe(
      english.questions.tooOften(Number(page.headers.get('retry-after'))),
    );
    expect(questionIn(page)).toBe('Number 31?');
    const before = model.requests.length;
    const events = await askForEvents(eager, form, 'Streamed?');
    expect(events.response.status).toBe(429);
    expect(model.requests).toHaveLength(before);
    expect((await ask(bob, 'Where?')).status).toBe(200);
  });

  it('need a token of the form', async () => {
    const before = model.requests.length;
    const body = new URLSearchParams({ question: 'Where?', persona: '' });
    const answer = await ann.send('/personas/ask', { method: 'POST', body });
    expect(answer.status).toBe(403);
    expect(model.requests).toHaveLength(before);
  });
});
