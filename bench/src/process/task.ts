/** The actions of a worker: each takes one value and returns one. */
export type Actions = Readonly<Record<string, (input: never) => Promise<unknown>>>;

/** A request of the parent process. */
export interface Task {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** What became of it. */
export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };
