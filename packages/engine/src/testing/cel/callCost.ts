/** Of the cost of walking a text: a tenth of its characters, as in cel-go. */
const TEXT = 0.1;
/** Of the cost of a regular expression: a quarter of its characters. */
const REGEX = 0.25;

/** Charged by the API server for each question to its authorizer. */
const ASK = 350_000;

/**
 * What a call costs in units of cel-go and of Kubernetes' own libraries; `args` begin with the receiver.
 * Sources: `interpreter/runtimecost.go` of cel-go and `pkg/cel/library/cost.go` of k8s.io/apiserver. Where releases differ, the dearer one.
 */
export function callCost(
  name: string,
  args: readonly unknown[],
  result: unknown,
): number {
  const [first, second] = args;
  switch (name) {
    case 'check':
      return ASK;
    case 'in':
      return sizeOf(second);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return Math.ceil(Math.min(sizeOf(first), sizeOf(second)) * TEXT);
    case '+':
      return typeof first === 'string'
        ? walk(sizeOf(first) + sizeOf(second))
        : 1;
    case 'startsWith':
    case 'endsWith':
    case 'substring':
    case 'lowerAscii':
    case 'trim':
      return walk(sizeOf(first));
    case 'indexOf':
      return sizeOf(first);
    case 'split':
    case 'replace':
      return walk(2 * sizeOf(first));
    case 'join':
      return walk(2 * sizeOf(result));
    case 'contains':
      return walk(sizeOf(first)) * walk(sizeOf(second));
    case 'matches':
      return walk(1 + sizeOf(first)) * Math.ceil(sizeOf(second) * REGEX);
    default:
      return 1;
  }
}

function walk(size: number): number {
  return Math.ceil(size * TEXT);
}

/** Characters, items or entries; 1 of anything else. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) {
    return value.length;
  }
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length
    : 1;
}
