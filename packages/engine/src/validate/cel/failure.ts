import { EvaluationError } from '@marcbachmann/cel-js';

/**
 * The error of a function that was called with something it cannot take, which makes an API server refuse the object.
 */
export function celFailure(message: string): EvaluationError {
  return new EvaluationError({ code: 'invalid_argument', message });
}
