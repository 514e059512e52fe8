import { raw } from 'hono/html';
import markdownIt, { type Token } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { linkPictures } from './markdown-images.js';
import { fitHeadings } from './markdown-outline.js';

export interface MarkdownOptions {
  /** Level, 2 to 6, that the highest heading of the text gets; 2 fits right below the heading of the page. */
  readonly topLevel?: number;
}

/** Longer texts are shown as they were written: no memory is that long, and rendering one would keep others waiting. */
const maxRenderedLength = 100_000;
/** Quotes and lists in one another: deeper ones leave no room on a screen, and the library drops what is in them. */
const deepest = 20;
const tooDeep = new RegExp(String.raw`^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*){${deepest},}`, 'm');
const tooIndented = new RegExp(String.raw`^(?:[ \t]{${deepest * 2},})(?:[-+*>]|\d{1,9}[.)])`, 'm');

const markdown = markdownIt({ html: false, linkify: true, breaks: true });
markdown.core.ruler.push('pictures', linkPictures);
markdown.renderer.rules.table_open = () => '<div class="markdown-table" tabindex="0"><table>';
markdown.renderer.rules.table_close = () => '</table></div>';
for (const cell of ['th_open', 'td_open'] as const) {
  markdown.renderer.rules[cell] = (tokens, index) =>
    `<${tokens[index]?.tag}${alignment(tokens[index])}>`;
}

/** Text of a memory, rendered; whatever could act in the page is gone. */
export function Markdown(
  props: {
    readonly text: string;
    /** Changes the safe HTML, and must keep it safe: marks what was looked for. */
    readonly mark?: ((html: string) => string) | undefined;
  } & MarkdownOptions,
) {
  const { text, mark = (html) => html, ...options } = props;
  return <div class="markdown text-break">{raw(mark(renderMarkdown(text, options)))}</div>;
}

/**
 * Markdown as HTML that is safe to put into a page: no scripts, styles, frames, pictures or ids, links to http, https
 * and mail addresses alone, headings within the outline of the page.
 */
export function renderMarkdown(text: string, { topLevel = 2 }: MarkdownOptions = {}): string {
  if (text.length > maxRenderedLength || tooDeep.test(text) || tooIndented.test(text)) {
    return `<p class="markdown-plain">${markdown.utils.escapeHtml(text)}</p>`;
  }
  const environment = {};
  const tokens = markdown.parse(text, environment);
  fitHeadings(tokens, topLevel);
  return sanitizeHtml(markdown.renderer.render(tokens, markdown.options, environment), {
    allowedTags: [
      ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code', 'a', 'div'],
      ...['ul', 'ol', 'li', 'strong', 'em', 's', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ],
    allowedAttributes: { a: ['href', 'rel', 'title'], ol: ['start'], div: ['tabindex'] },
    allowedClasses: {
      div: ['markdown-table'],
      th: ['text-center', 'text-end'],
      td: ['text-center', 'text-end'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: { a: safeLink },
  });
}

/** A memory belongs to no address: what is relative, or no address at all, would lead into this application. */
function safeLink(
  tagName: string,
  { href = '', title }: sanitizeHtml.Attributes,
): sanitizeHtml.Tag {
  // A `span` is not allowed either: the words stay alone.
  if (!/^(?:https?:\/\/|mailto:)/i.test(href)) return { tagName: 'span', attribs: {} };
  const rel = 'noopener noreferrer nofollow ugc';
  return { tagName, attribs: { href, rel, ...(title && { title }) } };
}

/** The library writes it as a style, which the policy of the pages forbids. */
function alignment(token: Token | undefined): string {
  const style = String(token?.attrGet('style') ?? '');
  const where = /center|right/.exec(style)?.[0];
  return where ? ` class="${where === 'center' ? 'text-center' : 'text-end'}"` : '';
}
