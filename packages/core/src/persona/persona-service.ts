import type { MemoryId, UserId } from '../ids.js';
import type { CallOptions } from '../memory/memory-service.js';
import type { ModelAnswer, ModelRequest, ModelUsage } from '../ports/language-model.js';
import type { Persona } from './persona.js';
import type {
  AskInput,
  CreatePersonaInput,
  DeletePersonaOptions,
  UpdatePersonaInput,
} from './persona-input.js';

/** A memory that an answer rests on. */
export interface UsedMemory {
  readonly id: MemoryId;
  /** Its owner. */
  readonly userId: UserId;
  readonly text: string;
  /** Cosine similarity to the question; absent where the memory was not found by meaning. */
  readonly score: number | undefined;
  /** The label by which the answer cites it: `[m1]` in the answer cites `m1`. */
  readonly label: string;
}

export interface PersonaAnswer {
  /** Cites memories as `[m1]` or `[m1, m3]`, and only memories that the model was given. */
  readonly response: string;
  /**
   * The memories that the answer rests on: those that it cites, in the order of their first citation. For an
   * answer that cites nothing, the memories used are unknown: then all that the model was given, best
   * first. Empty when the model says that it used none.
   */
  readonly memories: readonly UsedMemory[];
  /** The number of memories that the model was given. */
  readonly memoriesGiven: number;
  readonly persona: Persona;
  /** The model that answered, as its service names it. */
  readonly model: string;
  readonly usage: ModelUsage;
  /** `length`: cut off at the maximum number of tokens. `refused`: the model declined; `response` contains its refusal. */
  readonly finishReason: ModelAnswer['finishReason'];
}

/** What a model would be asked, for those who bring their own. */
export interface PersonaPrompt {
  readonly persona: Persona;
  readonly request: ModelRequest;
  /** Of every memory in the request, in its order. */
  readonly memories: readonly UsedMemory[];
}

export interface AskOptions extends CallOptions {
  /** Called with each piece of the response as it is generated. The pieces concatenated are the response. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/** A persona, and whether the call created it. */
export interface CreatedPersona extends Persona {
  /** False if it was there already. */
  readonly created: boolean;
}

/** Personas as one principal may see, change and ask them. Errors are `PicardError`s. */
export interface PersonaService {
  /**
   * With an `id` of the caller's choice the call may be repeated: where the caller has a persona of that id whose
   * fields are those that `input` gives, it is returned as it is, not created.
   *
   * @throws `conflict` if the caller's persona of that id has other content (`details.current` holds it), if the
   *   id is already in use, or if the caller already has the maximum number of personas.
   */
  create(input: CreatePersonaInput): Promise<CreatedPersona>;
  /**
   * The caller's own user id names the default persona.
   *
   * @throws `not_found`; `conflict` if `expectedUpdatedAt` is given and the persona was changed since
   *   (`details.current` holds it). `null` expects a default persona that was never changed.
   */
  update(input: UpdatePersonaInput): Promise<Persona>;
  /** @throws `not_found`; `invalid_input` for the default persona; `conflict` as for a change. */
  delete(personaId: string, options?: DeletePersonaOptions): Promise<void>;
  /** Returns the default persona first. For another user, only the public personas, without settings. */
  list(input?: { readonly userId?: string | undefined }): Promise<readonly Persona[]>;
  /**
   * Answers a question from memories of the persona's owner: of those that the caller may read, and that the
   * persona's filter lets through, none expired.
   *
   * @throws `not_found` alike for a persona that is not there and one that the caller may not ask;
   *   `unavailable` when the language model fails, is too slow, or has nothing to say; `rate_limited`;
   *   `invalid_input` for a model that may not be chosen, or a question too long for it.
   */
  ask(input: AskInput, options?: AskOptions): Promise<PersonaAnswer>;
  /** What `ask` would ask the language model, with the same memories. Same errors. */
  prompt(input: AskInput, options?: CallOptions): Promise<PersonaPrompt>;
}
