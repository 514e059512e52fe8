/** The characters allowed between the brackets of a citation: labels, separators and invisible characters. */
const inner = '[mｍмMＭМ\\p{Nd}\\s,;&+，；、\\-–\\p{Default_Ignorable_Code_Point}]';
const opening = '[[［【〔⟦〚]';
const closing = '[\\]］】〕⟧〛]';
const maxInnerLength = 200;

/** A citation, or what a reader would take for one, such as one in full-width brackets. */
const citation = new RegExp(`${opening}(${inner}{1,${maxInnerLength}})${closing}`, 'gu');
const lastOpening = new RegExp(`${opening}(?=[^[［【〔⟦〚]*$)`, 'u');
const onlyInner = new RegExp(`^${inner}*$`, 'u');
const label = /[mм]\p{Nd}+/giu;
const invisible = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/** The labels that a bracket names, in the form in which they are given; none if it is no citation. */
function labelsIn(content: string): string[] {
  const plain = content.replace(invisible, '').normalize('NFKC');
  return [...plain.matchAll(label)].map(([found]) => found.toLowerCase().replace('м', 'm'));
}

/** Text in which nothing looks like a citation: its brackets have become parentheses. */
export function withoutCitations(text: string): string {
  return text.replace(citation, (bracket, content: string) =>
    labelsIn(content).length > 0 ? `(${content})` : bracket,
  );
}

/** An answer on its way from the model, piece by piece. */
export interface CitationFilter {
  /** Accepts the next piece. Returns the text that can be shown now. */
  push(piece: string): string;
  /** Returns the text that was still held back. */
  end(): string;
  /** Labels cited so far, each once, in the order of their first citation. */
  readonly cited: readonly string[];
}

/**
 * Lets an answer through with citations of `given` labels alone, written alike: `[m1]`, `[m1, m3]`. Labels that
 * were not given are removed, also those that lie across pieces or come about by a removal. The whole is
 * without white space around it, and the same however it is cut into pieces.
 */
export function citationFilter(given: ReadonlySet<string>): CitationFilter {
  const cited = new Set<string>();
  let held = '';
  /** The end of what was let through: as far back as an open bracket matters. */
  let shown = '';

  function release(text: string): string {
    let out = '';
    let last = 0;
    for (const match of text.matchAll(citation)) {
      const labels = labelsIn(match[1] ?? '');
      if (labels.length === 0) continue;
      out += text.slice(last, match.index);
      last = match.index + match[0].length;
      const known = [...new Set(labels)].filter((name) => given.has(name));
      for (const name of known) cited.add(name);
      if (known.length > 0) out += `[${known.join(', ')}]`;
      // Without a placeholder, the text around a removed citation could form another citation.
      else out = openBracketIn(shown + out) === undefined ? out.trimEnd() : `${out}?`;
    }
    out += text.slice(last);
    if (shown === '') out = out.trimStart();
    shown = (shown + out).slice(-2 * maxInnerLength);
    return out;
  }

  return {
    push(piece) {
      const text = held + piece;
      const cut = mayGoOn(text);
      held = text.slice(cut);
      return release(text.slice(0, cut));
    },
    end() {
      const rest = release(held).trimEnd();
      held = '';
      return rest;
    },
    get cited() {
      return [...cited];
    },
  };
}

/** Where the end of a text begins that the next piece may turn into a citation, or into its very end. */
function mayGoOn(text: string): number {
  let at = openBracketIn(text) ?? text.length;
  while (at > 0 && /\s/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

/** Where a bracket opens, near the end of a text, that may yet become a citation. */
function openBracketIn(text: string): number | undefined {
  const from = Math.max(0, text.length - maxInnerLength - 1);
  const end = text.slice(from);
  const at = lastOpening.exec(end)?.index;
  return at !== undefined && onlyInner.test(end.slice(at + 1)) ? from + at : undefined;
}
