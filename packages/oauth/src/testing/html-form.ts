/** A form as a browser would send it. */
export interface HtmlForm {
  /** The `action` of the form, as written on the page. */
  readonly action: string;
  /** Names and values of its fields; buttons are not among them. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The first form of a page that is sent by POST. Throws where there is none. */
export function formOf(html: string): HtmlForm {
  const forms = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gis)];
  const form = forms.find(([, tag]) => attributeOf(tag ?? '', 'method')?.toLowerCase() === 'post');
  if (!form) throw new Error(`this page has no form:\n${html}`);
  const [, tag = '', content = ''] = form;
  const inputs = [...content.matchAll(/<input\b([^>]*)>/gis)].map(([, input]) => input ?? '');
  const fields = inputs.flatMap((input): [string, string][] => {
    const name = attributeOf(input, 'name');
    const isButton = attributeOf(input, 'type')?.toLowerCase() === 'submit';
    return name === undefined || isButton ? [] : [[name, attributeOf(input, 'value') ?? '']];
  });
  return { action: attributeOf(tag, 'action') ?? '', fields: Object.fromEntries(fields) };
}

/** What a person reads on a page: its text without the markup and the style, in one line. */
export function textOf(html: string): string {
  const text = html.replaceAll(/<(style|head)\b.*?<\/\1>/gis, ' ').replaceAll(/<[^>]*>/g, ' ');
  return unescaped(text).replaceAll(/\s+/g, ' ').trim();
}

function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(
    `(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`,
    'i',
  ).exec(tag);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : unescaped(value);
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return named[name] ?? whole;
  });
}
