/** What a line of text can be. */
export type TextKind =
  | 'text'
  | 'number'
  | 'decimal'
  | 'port'
  | 'cpu'
  | 'memory'
  | 'duration'
  | 'path'
  | 'image'
  | 'label'
  | 'prefix'
  | 'key'
  | 'hostname';

/** What a value has to be. */
export interface TextRule {
  is?: TextKind;
  /** Whether something must stand there. */
  required?: boolean;
  /** Least and most of a number. */
  min?: number;
  max?: number;
  /** Most characters. */
  maxLength?: number;
  /** What to write, for one who wrote something else. */
  example?: string | number;
}

const MAX_PORT = 65_535;
const MAX_LABEL = 63;
const QUANTITY = /^(\d+(\.\d+)?|\.\d+)$/;
const DECIMAL = /^(\d{1,15}(\.\d{1,9})?|\.\d{1,9})$/;
const CPU = /^(\d+(\.\d+)?|\.\d+)m?$/;
const MEMORY = /^(\d+(\.\d+)?|\.\d+)([KMGTPE]i|[kMGTPE])$/;
// Of the Gateway API (GEP-2257).
const DURATION = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
const PREFIX = /^[-a-z0-9.]*$/;
const KEY = /^[-._a-zA-Z0-9]+$/;
const HOSTNAME =
  /^(?=.{1,253}$)(\*\.)?([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Whether the spec holds a number for it. */
export function isNumeric(kind: TextKind | undefined): boolean {
  return kind === 'number' || kind === 'decimal' || kind === 'port';
}

const EXAMPLES: Record<TextKind, string | undefined> = {
  text: undefined,
  number: undefined,
  decimal: '0.5',
  port: '8080',
  cpu: '500m',
  memory: '256Mi',
  duration: '10s',
  path: '/ready',
  image: 'registry.example.com/team/app:1.4.2',
  label: 'database',
  prefix: 'dev-',
  key: 'api-key',
  hostname: 'pay.example.com',
};

function neededText({ is = 'text', example = EXAMPLES[is] }: TextRule): string {
  return example ? `Fill this in, such as ${example}` : 'Fill this in';
}

const PROBLEMS: Record<
  TextKind,
  (text: string, rule: TextRule) => string | undefined
> = {
  text: () => undefined,
  number: (text, { min = 0, max, example }) =>
    isWithin(text, min, max)
      ? undefined
      : `Use a whole number ${
          max === undefined ? `of at least ${min}` : `from ${min} to ${max}`
        }, such as ${example ?? min}`,
  decimal: (text, { max, example = EXAMPLES.decimal }) =>
    DECIMAL.test(text) &&
    Number(text) > 0 &&
    (max === undefined || Number(text) <= max)
      ? undefined
      : `Use a number above 0${
          max === undefined ? '' : ` and up to ${max}`
        }, such as ${example}`,
  port: text =>
    isWithin(text, 1, MAX_PORT)
      ? undefined
      : `Use a whole number from 1 to ${MAX_PORT}, such as 8080`,
  cpu: text =>
    CPU.test(text) ? undefined : 'Use a number such as 0.5 or 500m',
  memory: text => {
    if (QUANTITY.test(text)) {
      return `Add a unit, such as ${text}Mi; without one these are bytes`;
    }
    return MEMORY.test(text)
      ? undefined
      : 'Use a number with a unit, such as 256Mi or 1Gi';
  },
  duration: text =>
    DURATION.test(text)
      ? undefined
      : 'Use a number with a unit, such as 500ms, 10s or 5m',
  path: text => {
    if (!text.startsWith('/')) {
      return `Begin with a slash, such as /${text.trim() || 'ready'}`;
    }
    return /\s/.test(text)
      ? 'Leave out the spaces, such as in /ready'
      : undefined;
  },
  image: text =>
    /\s/.test(text)
      ? 'Leave out the spaces, such as in registry.example.com/team/app:1.4.2'
      : undefined,
  label: (text, { maxLength = MAX_LABEL, example = EXAMPLES.label }) =>
    LABEL.test(text) && text.length <= maxLength
      ? undefined
      : `Use lower case letters, digits and -, such as ${example}`,
  prefix: text =>
    PREFIX.test(text)
      ? undefined
      : 'Use lower case letters, digits, - and ., such as dev-',
  key: text =>
    KEY.test(text)
      ? undefined
      : 'Use letters, digits, -, _ and ., such as api-key',
  hostname: text =>
    HOSTNAME.test(text)
      ? undefined
      : 'Use a hostname in lower case, such as pay.example.com',
};

/** What is wrong with a value, in words that say what to write instead; undefined when nothing is. */
export function textProblem(
  value: string | number | undefined,
  rule: TextRule,
): string | undefined {
  const text = String(value ?? '');
  if (text.trim() === '') {
    return rule.required ? neededText(rule) : undefined;
  }
  if (rule.maxLength !== undefined && text.length > rule.maxLength) {
    return `Use at most ${rule.maxLength} characters, these are ${text.length}`;
  }
  return PROBLEMS[rule.is ?? 'text'](text, rule);
}

function isWithin(text: string, least: number, most = Infinity): boolean {
  const number = /^-?\d+$/.test(text.trim()) ? Number(text) : NaN;
  return number >= least && number <= most;
}
