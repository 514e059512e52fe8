/** The ways to write memories down that the memory server knows. */
export const formats = ['json', 'jsonl', 'csv', 'markdown'] as const;

export type Format = (typeof formats)[number];

export const fileTypes: Readonly<
  Record<Format, { readonly mediaType: string; readonly extension: string }>
> = {
  json: { mediaType: 'application/json', extension: 'json' },
  jsonl: { mediaType: 'application/x-ndjson', extension: 'jsonl' },
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', extension: 'csv' },
  markdown: { mediaType: 'text/markdown; charset=utf-8', extension: 'md' },
};
