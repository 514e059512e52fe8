import type { StateCore, Token } from 'markdown-it';

/** Puts a link to every picture in its place: a memory of somebody else must not make a browser fetch from anywhere. */
export function linkPictures(state: StateCore): void {
  for (const block of state.tokens) {
    if (block.children) block.children = withoutPictures(state, block.children);
  }
}

function withoutPictures(state: StateCore, tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.flatMap((token) => {
    if (token.type === 'link_open') depth += 1;
    if (token.type === 'link_close') depth -= 1;
    if (token.type !== 'image') return token;
    const source = String(token.attrGet('src') ?? '');
    const words = new state.Token('text', '', 0);
    words.content = token.content.trim() || (/^https?:/i.test(source) ? source : '');
    if (depth > 0 || source === '') return words;
    const open = new state.Token('link_open', 'a', 1);
    open.attrSet('href', source);
    return [open, words, new state.Token('link_close', 'a', -1)];
  });
}
