import { Environment } from '@marcbachmann/cel-js';
import { Duration } from '@marcbachmann/cel-js/evaluator';
import { durationNanos } from '../../units/duration';
import { registerBudgetMacros } from './budget';
import { celFailure } from './failure';
import { registerFormatFunctions } from './formatFunctions';
import { registerListFunctions } from './listFunctions';
import { registerLoopFunctions } from './loops';
import { registerNetworkFunctions } from './networkFunctions';
import { registerQuantityFunctions } from './quantityFunctions';
import { REPLACEMENT_PREFIX as K } from './rewrite';
import { registerSemverFunctions } from './semverFunctions';
import { registerSetFunctions } from './setFunctions';
import { registerTextFunctions } from './textFunctions';
import { registerUrlFunctions } from './urlFunctions';

let shared: Environment | undefined;

/**
 * CEL as the API server of Kubernetes 1.36 evaluates it in CustomResourceDefinitions: `self`, `oldSelf` and
 * Kubernetes' own functions. Built once, on first use.
 */
export function celEnvironment(): Environment {
  shared ??= newEnvironment();
  return shared;
}

function newEnvironment(): Environment {
  const env = new Environment({
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 1_000_000, maxDepth: 1_000 },
  })
    .registerVariable('self', 'dyn')
    .registerVariable('oldSelf', 'dyn')
    .registerFunction('hasField(dyn, string): bool', hasField)
    .registerFunction(
      `${K}duration(string): google.protobuf.Duration`,
      parseDuration,
    );
  // In cel-go an optional, also an empty one, never equals null.
  for (const optional of ['optional<list<string>>', 'optional<dyn>']) {
    env.registerOperator(`${optional} == null`, () => false);
  }
  registerBudgetMacros(env);
  registerLoopFunctions(env);
  registerTextFunctions(env);
  registerListFunctions(env);
  registerNetworkFunctions(env);
  registerUrlFunctions(env);
  registerQuantityFunctions(env);
  registerFormatFunctions(env);
  registerSemverFunctions(env);
  registerSetFunctions(env);
  return env;
}

function hasField(value: unknown, name: string): boolean {
  return (
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
  );
}

/**
 * A duration as Go's `time.ParseDuration` reads it: `1h30m`, `-1.5s`, or a bare `0`.
 *
 * @throws EvaluationError of the evaluator for any other text
 */
export function parseDuration(text: string): Duration {
  const nanos = durationNanos(text);
  if (nanos === undefined) {
    throw celFailure(`invalid duration "${text}"`);
  }
  const billion = 1_000_000_000n;
  return new Duration(nanos / billion, Number(nanos % billion));
}
