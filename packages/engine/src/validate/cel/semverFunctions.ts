import { Environment } from '@marcbachmann/cel-js';
import { celFailure } from './failure';

const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*))?(?:\+[\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*)?$/;

class CelSemver {
  constructor(
    readonly core: readonly bigint[],
    readonly pre: readonly string[],
  ) {}
}

/**
 * Kubernetes' `semver` and `isSemver`, after semver.org 2.0.
 */
export function registerSemverFunctions(env: Environment): void {
  const type = 'kubernetes.Semver';
  env
    .registerType(type, { ctor: CelSemver, fields: {} })
    .registerFunction('isSemver(string): bool', (text: string) =>
      SEMVER.test(text),
    )
    .registerFunction(`semver(string): ${type}`, semverOf)
    .registerFunction(
      `${type}.isLessThan(${type}): bool`,
      (a: CelSemver, b: CelSemver) => compare(a, b) < 0,
    )
    .registerFunction(
      `${type}.isGreaterThan(${type}): bool`,
      (a: CelSemver, b: CelSemver) => compare(a, b) > 0,
    )
    .registerFunction(
      `${type}.compareTo(${type}): int`,
      (a: CelSemver, b: CelSemver) => BigInt(compare(a, b)),
    )
    .registerOperator(
      `${type} == ${type}`,
      (a: CelSemver, b: CelSemver) => compare(a, b) === 0,
    );
  ['major', 'minor', 'patch'].forEach((part, index) =>
    env.registerFunction(
      `${type}.${part}(): int`,
      (version: CelSemver) => version.core[index],
    ),
  );
}

function semverOf(text: string): CelSemver {
  const match = SEMVER.exec(text);
  if (!match) {
    throw celFailure(`semver "${text}" parse error`);
  }
  return new CelSemver(
    match.slice(1, 4).map(BigInt),
    match[4] ? match[4].split('.') : [],
  );
}

function compare(a: CelSemver, b: CelSemver): number {
  for (let i = 0; i < 3; i++) {
    if (a.core[i] !== b.core[i]) {
      return a.core[i] < b.core[i] ? -1 : 1;
    }
  }
  if (a.pre.length === 0 || b.pre.length === 0) {
    return Math.sign(b.pre.length - a.pre.length);
  }
  for (let i = 0; i < Math.min(a.pre.length, b.pre.length); i++) {
    const order = compareIdentifiers(a.pre[i], b.pre[i]);
    if (order !== 0) {
      return order;
    }
  }
  return Math.sign(a.pre.length - b.pre.length);
}

function compareIdentifiers(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  const numeric = [a, b].map(text => /^\d+$/.test(text));
  if (numeric[0] && numeric[1]) {
    return BigInt(a) < BigInt(b) ? -1 : 1;
  }
  if (numeric[0] !== numeric[1]) {
    return numeric[0] ? -1 : 1;
  }
  return a < b ? -1 : 1;
}
