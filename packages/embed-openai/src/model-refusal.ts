import { PicardError } from '@picard-mcp/core';
import { APIError } from 'openai';

const codesOfUnknownModel = new Set([
  'model_not_found',
  'model_not_available',
  'invalid_model',
  'unknown_model',
]);
const codesOfContentRefusal = new Set([
  'content_filter',
  'content_policy_violation',
  'invalid_prompt',
]);
const wordsOfUnknownModel =
  /\bmodel\b.{0,250}\b(not found|not exist|no such|not a valid|not available)|\b(invalid|unknown|no such|not a valid|unsupported) model\b|not a valid model/is;

/** Whether a service refuses a request because it does not have the model, or not for this key. */
export function isUnknownModel(error: unknown): boolean {
  if (!(error instanceof APIError)) return false;
  const { status, code, type, param, message } = error;
  if (status !== 400 && status !== 403 && status !== 404 && status !== 422) return false;
  if ([code, type].some((word) => codesOfUnknownModel.has(`${word}`))) return true;
  return status !== 403 && (param === 'model' || wordsOfUnknownModel.test(message));
}

/** Whether a service declines to answer this prompt, which it says by an error. */
export function isContentRefusal(error: unknown): boolean {
  return (
    error instanceof APIError && error.status === 400 && codesOfContentRefusal.has(`${error.code}`)
  );
}

/** The error for a model that does not exist. */
export function noSuchModel(): PicardError {
  const field = 'parameters.model';
  const message = 'is not a model of the language model service';
  return new PicardError('invalid_input', `${field}: ${message}`, {
    details: { field, fields: [{ field, message }] },
  });
}
