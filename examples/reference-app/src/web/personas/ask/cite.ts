import { renderMarkdown } from '../../ui/markdown.js';

export interface Cited {
  /** Safe to put into a page. */
  readonly html: string;
  /** Labels in the order of their first citation. */
  readonly labels: readonly string[];
}

/** Characters of nobody's alphabet stand for citations while Markdown is rendered: they mean nothing to it. */
const [open, close] = ['\uE000', '\uE001'] as const;
const ours = new RegExp(`[${open}${close}]`, 'g');
const placeholder = new RegExp(`${open}(m\\d+)${close}`, 'g');
const citation = /\[(m\d+(?:, ?m\d+)*)\]/g;

/**
 * An answer as HTML, in which `[m1]` leads to the memory of that label: `#used-m1`; the first citation of each has the
 * id `cite-m1`, to lead back to. Only `known` labels are cited. Where a link cannot stand, within another link or
 * code, the label stays as it was written.
 *
 * @param nameOf what a citation is called for those who hear it.
 */
export function citedAnswer(
  text: string,
  known: ReadonlySet<string>,
  nameOf: (label: string) => string,
): Cited {
  const marked = text.replace(ours, '').replace(citation, (whole, inner: string) => {
    const labels = inner.split(/, ?/);
    if (!labels.every((label) => known.has(label))) return whole;
    return labels.map((label) => `${open}${label}${close}`).join('');
  });
  const labels: string[] = [];
  let depth = 0;
  const html = renderMarkdown(marked, { topLevel: 3 })
    .split(/(<[^>]*>)/)
    .map((part, index) => {
      if (index % 2 === 1) {
        if (/^<(a|code)\b/.test(part)) depth += 1;
        if (/^<\/(a|code)>/.test(part)) depth -= 1;
        // In an address they were escaped; nothing else of a tag can hold one but a title.
        return part.replace(placeholder, '[$1]');
      }
      return part.replace(placeholder, (_whole, label: string) => {
        if (depth > 0) return `[${label}]`;
        const id = labels.includes(label) ? '' : ` id="cite-${label}"`;
        if (id !== '') labels.push(label);
        return `<a class="citation" href="#used-${label}"${id} aria-label="${escaped(nameOf(label))}">${label}</a>`;
      });
    })
    .join('');
  return { html, labels };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
