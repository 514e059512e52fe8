import { raw } from 'hono/html';
import markdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = markdownIt({ html: false, linkify: true, breaks: true });

/** Text of a memory, rendered; whatever could act in the page is gone. */
export function Markdown({ text }: { readonly text: string }) {
  return <div class="markdown text-break">{raw(renderMarkdown(text))}</div>;
}

/** Markdown as HTML that is safe to put into a page. */
export function renderMarkdown(text: string): string {
  return sanitizeHtml(markdown.render(text), {
    allowedTags: [
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code', 'a'],
      ...['ul', 'ol', 'li', 'strong', 'em', 's', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    transformTags: {
      a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }),
    },
  });
}
