import type { components } from './openapi.js';

type Schemas = components['schemas'];
type Calls = Schemas['ToolCall'];

/** Name of an operation of the memory server. */
export type Tool = Calls['tool'];

export type Input<Name extends Tool> = Extract<Calls, { readonly tool: Name }>['data'];

type Pascal<Snake extends string> = Snake extends `${infer Head}_${infer Rest}`
  ? `${Capitalize<Head>}${Pascal<Rest>}`
  : Capitalize<Snake>;

/** What an operation answers. */
export type Output<Name extends Tool> = Schemas[`${Pascal<Name>}Output` & keyof Schemas];

export type Memory = Schemas['Memory'];
export type FoundMemory = Schemas['FoundMemory'];
export type Group = Schemas['Group'];
export type Persona = Schemas['Persona'];
export type Answer = Schemas['Answer'];
export type Permission = Memory['permission'];
export type Scope = 'memories:read' | 'memories:write' | 'memories:admin';
