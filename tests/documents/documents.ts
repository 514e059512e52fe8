import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRepositoryFile, repository } from '../deployment/repository.js';

/** Every document of the repository. Those of the packages have a test of their own. */
export const documents: readonly string[] = [
  ...['README.md', 'TESTING.md', 'DEBUGGING.md', 'PLANNING.md'],
  ...readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** A fenced block, without the indentation of the list that it stands in. */
export interface Block {
  readonly document: string;
  /** Empty: none is given. */
  readonly language: string;
  readonly code: string;
}

/** A command that a reader may copy: a line of a block for the shell, or code within a sentence. */
export interface Command {
  readonly document: string;
  readonly line: string;
}

/** What code within a sentence begins with, if it is a command. */
const program =
  /^(?:[A-Z_]+=\S* )*(?:(?:npm|npx|node|git|curl|docker|picard|picard-app) \S|\.\/\S)/;

export const blocks: readonly Block[] = documents.flatMap(blocksOf);

export const commands: readonly Command[] = documents.flatMap((document) =>
  [
    ...blocksOf(document)
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => linesOf(code)),
    ...commandsInSentences(document),
  ].map((line) => ({ document, line })),
);

function blocksOf(document: string): readonly Block[] {
  const fences = readRepositoryFile(document).matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm);
  return [...fences].map(([, indentation = '', language = '', text = '']) => {
    const code = text.replaceAll(new RegExp(`^${indentation}`, 'gm'), '').trimEnd();
    return { document, language, code };
  });
}

/** Lines of a shell's script: continued ones in one piece, without what a comment says. */
function linesOf(script: string): readonly string[] {
  return script
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/\s+#\s.*$/, '').trim())
    .filter((line) => line !== '');
}

function commandsInSentences(document: string): readonly string[] {
  const sentences = readRepositoryFile(document).replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '');
  return [...sentences.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => program.test(code));
}
