export const questions = {
  title: 'Ask a persona',
  lead: 'It answers from memories, and says from which.',
  whoseOwn: 'Which of your personas should answer?',
  whoseTheirs: (person: string) => `Which persona of ${person} should answer?`,
  none: (person: string) => `${person} has no persona that you may ask.`,
  isDefault: 'Default',
  backToOwn: 'Ask your own instead',
  somebodyElse: 'Ask about somebody else',
  username: 'Their username',
  usernameHint: 'Only people who want to be found can be asked.',
  showPersonas: 'Show their personas',
  nobody: (name: string) =>
    `Nobody called ‘${name}’ can be asked. They may have to let others find them, in their settings.`,
  onePerson: 'Name one person.',
  nowChoose: 'Choose one of the personas, then ask.',
  question: 'Your question',
  questionNeeded: 'Type a question.',
  questionTooLong: 'A question has at most 10,000 characters.',
  unreadable: 'The question holds characters that cannot be sent.',
  notKept:
    'Questions and answers are not kept. Once you leave this page they are gone, so copy what you need.',
  ask: 'Ask',
  stop: 'Stop',
  answer: 'Answer',
  thinking: 'Looking through the memories…',
  writing: 'The answer is being written…',
  done: 'The answer is complete.',
  stopped: 'Stopped. What was written so far is below.',
  broken:
    'The answer broke off. What was written so far is below; your question is still in the box.',
  noAnswer: 'There is no answer. Your question is still in the box.',
  tooLong: 'The answer grew far too long and was stopped. Its beginning is below.',
  tooOften: (seconds: number) =>
    `That were many questions in a short time. Ask again in ${wait(seconds)}; your question is still in the box.`,
  connectAgain: 'Connect again',
  usedTitle: (count: number) =>
    count === 1 ? 'The memory that it used' : `The ${count} memories that it used`,
  givenTitle: (count: number) =>
    count === 1
      ? 'It cites nothing. The memory that it was given'
      : `It cites nothing. The ${count} memories that it was given`,
  andMore: (count: number) => `And ${count} more.`,
  usedNone: 'It used none of the memories.',
  citation: (label: string) => `memory ${label}`,
  back: (label: string) => `Back to where the answer cites ${label}`,
  open: 'Open the memory in a new tab',
  whose: (person: string) => `A memory of ${person}`,
  score: (score: string) => `nearness to the question ${score}`,
  by: (model: string) => `Answered by ${model}`,
  from: (count: number) =>
    count === 1 ? 'one memory was looked at' : `${count} memories were looked at`,
  usage: (read: string, written: string) => `${read} tokens read, ${written} written`,
  cutOff: 'The answer is cut off at the most tokens that are allowed.',
  refused: 'The language model declined to answer this.',
};

function wait(seconds: number): string {
  if (seconds <= 90) return `${Math.max(1, Math.ceil(seconds))} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
