import {
  DockerfileParser,
  type Instruction,
  type JSONInstruction,
  type ModifiableInstruction,
} from 'dockerfile-ast';

/** What a stage of a Dockerfile does, in its order. */
export type Step =
  | { readonly does: 'env'; readonly variables: Readonly<Record<string, string>> }
  | { readonly does: 'workdir'; readonly path: string }
  | {
      readonly does: 'copy';
      /** A stage; absent: the build context. */
      readonly from: string | undefined;
      readonly sources: readonly string[];
      readonly destination: string;
    }
  | { readonly does: 'run'; readonly command: string }
  /** `uid:gid`, numeric. */
  | { readonly does: 'user'; readonly user: string }
  | { readonly does: 'healthcheck'; readonly command: readonly string[] }
  | { readonly does: 'cmd'; readonly command: readonly string[] }
  /** Changes nothing in the image's files or its programs' surroundings. */
  | { readonly does: 'nothing'; readonly keyword: string };

export interface Stage {
  readonly name: string;
  /** An image's name and tag, or the name of an earlier stage. */
  readonly base: string;
  readonly steps: readonly Step[];
}

/** Reads the subset of Dockerfiles that ours keeps to; anything else is an error, never left out. */
export function parseDockerfile(text: string): readonly Stage[] {
  const stages: { name: string; base: string; steps: Step[] }[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const [base = '', as, name] = words(instruction);
      if (as?.toUpperCase() !== 'AS' || !name) throw new Error(`the stage of ${base} has no name`);
      stages.push({ name, base, steps: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) throw new Error(`${instruction.getKeyword()} stands before any FROM`);
    stage.steps.push(stepOf(instruction));
  }
  return stages;
}

function stepOf(instruction: Instruction): Step {
  const keyword = instruction.getKeyword();
  const content = instruction.getArgumentsContent() ?? '';
  const reader = readers[keyword];
  if (!reader) throw new Error(`${keyword} ${content}: this instruction is not understood here`);
  return reader(instruction, content);
}

const nothing = (instruction: Instruction): Step => ({
  does: 'nothing',
  keyword: instruction.getKeyword(),
});

const readers: Readonly<Record<string, (instruction: Instruction, content: string) => Step>> = {
  LABEL: nothing,
  EXPOSE: nothing,
  VOLUME: nothing,
  ENV: (_, content) => ({ does: 'env', variables: Object.fromEntries(assignments(content)) }),
  WORKDIR: (_, path) => ({ does: 'workdir', path }),
  RUN: (instruction, command) => {
    if (Object.keys(flagsOf(instruction)).length > 0) throw new Error(`RUN ${command}: has flags`);
    return { does: 'run', command: plain('RUN', command) };
  },
  USER: (_, user) => {
    if (!/^\d+:\d+$/.test(user)) throw new Error(`USER ${user}: expected numbers, uid:gid`);
    return { does: 'user', user };
  },
  COPY: (instruction, content) => {
    const { from, ...others } = flagsOf(instruction);
    if (Object.keys(others).length > 0)
      throw new Error(`COPY ${content}: only --from is understood`);
    const paths = plain('COPY', content).split(/\s+/);
    const destination = paths.pop() ?? '';
    return { does: 'copy', from, sources: paths, destination };
  },
  CMD: (instruction) => ({
    does: 'cmd',
    command: (instruction as JSONInstruction).getJSONStrings().map((each) => each.getJSONValue()),
  }),
  HEALTHCHECK: (_, content) => {
    const [, json] = /^(?:\s*CMD\s+)(\[.*\])$/s.exec(content) ?? [];
    if (!json) throw new Error(`HEALTHCHECK ${content}: expected CMD [ … ]`);
    return { does: 'healthcheck', command: JSON.parse(json) as string[] };
  },
};

function plain(keyword: string, text: string): string {
  if (text.startsWith('[')) throw new Error(`${keyword} ${text}: JSON is not understood here`);
  return text;
}

function flagsOf(instruction: Instruction): Readonly<Record<string, string>> {
  const flags = (instruction as ModifiableInstruction).getFlags();
  return Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue() ?? '']));
}

function assignments(content: string): readonly (readonly [string, string])[] {
  const pairs = content.replaceAll(/\\\n/g, ' ').trim().split(/\s+/);
  return pairs.map((pair) => {
    const [, name = '', value = ''] = /^([A-Z_]+)=([^$'"]*)$/.exec(pair) ?? [];
    if (!name) throw new Error(`ENV ${pair}: expected NAME=value, without quotes and variables`);
    return [name, value];
  });
}

function words(instruction: Instruction): readonly string[] {
  return instruction.getArguments().map((each) => each.getValue());
}
