import { Environment } from '@marcbachmann/cel-js';
import { Duration } from '@marcbachmann/cel-js/evaluator';
import { celFailure } from './failure';
import { registerFormatFunctions } from './formatFunctions';
import { registerListFunctions } from './listFunctions';
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

const UNITS: Record<string, number> = {
  h: 3600e9,
  m: 60e9,
  s: 1e9,
  ms: 1e6,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ns: 1,
};

/**
 * A duration as Go's `time.ParseDuration` reads it: `1h30m`, `-1.5s`, or a bare `0`.
 *
 * @throws EvaluationError of the evaluator for any other text
 */
export function parseDuration(text: string): Duration {
  // No duration that Go takes needs so many characters, and the pattern below would take long over them.
  const match = text.length > 100 ? null : /^([+-]?)(.+)$/s.exec(text);
  const sign = match?.[1] === '-' ? -1 : 1;
  const rest = match?.[2] ?? '';
  if (rest === '0') return new Duration(0n);
  const terms = [...rest.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)];
  if (terms.length === 0 || terms.map(t => t[0]).join('') !== rest) {
    throw celFailure(`invalid duration "${text}"`);
  }
  let nanos = 0n;
  for (const [, number, unit] of terms) {
    const [whole, fraction = ''] = number.split('.');
    nanos += BigInt(whole || '0') * BigInt(UNITS[unit]);
    nanos += BigInt(Math.trunc(Number(`0.${fraction || '0'}`) * UNITS[unit]));
  }
  const billion = 1_000_000_000n;
  const seconds = nanos / billion;
  const remainder = Number(nanos % billion);
  return new Duration(BigInt(sign) * seconds, sign * remainder);
}
