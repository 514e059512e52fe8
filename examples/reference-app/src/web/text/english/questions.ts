export const questions = {
  title: 'Ask a persona',
  lead: 'A persona answers from memories and shows which ones it used.',
  whoseOwn: 'Which of your personas should answer?',
  whoseTheirs: (person: string) => `Which of ${person}’s personas should answer?`,
  none: (person: string) => `${person} has no personas that you can ask.`,
  isDefault: 'Default',
  backToOwn: 'Ask your own personas',
  somebodyElse: 'Ask someone else’s persona',
  username: 'Username',
  usernameHint: 'Only people with a public profile appear here.',
  showPersonas: 'Show their personas',
  nobody: (name: string) =>
    `We couldn’t find “${name}”. Check the spelling, or ask them to make their profile public in their settings.`,
  onePerson: 'Enter one username.',
  nowChoose: 'Choose a persona, then ask.',
  question: 'Your question',
  questionNeeded: 'Enter a question.',
  questionTooLong: 'A question can have at most 10,000 characters.',
  unreadable: 'The question contains characters that can’t be sent.',
  notKept: 'Questions and answers are not saved. Copy what you need before you leave this page.',
  ask: 'Ask',
  stop: 'Stop',
  answer: 'Answer',
  thinking: 'Searching memories…',
  writing: 'Writing the answer…',
  done: 'Answer complete.',
  stopped: 'Stopped. The partial answer is below.',
  broken: 'The answer was interrupted. The partial answer is below. Your question is kept.',
  noAnswer: 'No answer was received. Your question is kept.',
  nothingToRead: 'This persona no longer exists, or has no memories that you can read.',
  tooLong: 'The answer was too long and was stopped. The partial answer is below.',
  tooOften: (seconds: number) =>
    `Too many questions in a short time. Try again in ${wait(seconds)}. Your question is kept.`,
  connectAgain: 'Connect again',
  usedTitle: (count: number) => (count === 1 ? '1 memory used' : `${count} memories used`),
  givenTitle: (count: number) =>
    count === 1
      ? 'No memory cited. 1 memory provided'
      : `No memories cited. ${count} memories provided`,
  andMore: (count: number) => `And ${count} more.`,
  usedNone: 'No memories were used.',
  citation: (label: string) => `memory ${label}`,
  back: (label: string) => `Back to citation ${label}`,
  open: 'Open the memory in a new tab',
  whose: (person: string) => `Memory by ${person}`,
  score: (score: string) => `relevance ${score}`,
  by: (model: string) => `Answered by ${model}`,
  from: (count: number) => (count === 1 ? '1 memory considered' : `${count} memories considered`),
  usage: (read: string, written: string) => `${read} tokens in, ${written} out`,
  cutOff: 'The answer was cut off at the token limit.',
  refused: 'The language model declined to answer.',
};

function wait(seconds: number): string {
  if (seconds <= 90) return `${Math.max(1, Math.ceil(seconds))} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
