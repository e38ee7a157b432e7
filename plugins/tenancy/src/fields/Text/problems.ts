import type { FormTexts } from '../../translations/forms';

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

function neededText(
  { is = 'text', example = EXAMPLES[is] }: TextRule,
  t: FormTexts,
): string {
  return example
    ? t('shared.fillInSuchAs', { example: String(example) })
    : t('shared.fillIn');
}

const PROBLEMS: Record<
  TextKind,
  (text: string, rule: TextRule, t: FormTexts) => string | undefined
> = {
  text: () => undefined,
  number: (text, { min = 0, max, example = min }, t) => {
    if (isWithin(text, min, max)) {
      return undefined;
    }
    const words = { min: String(min), example: String(example) };
    return max === undefined
      ? t('text.wholeAtLeast', words)
      : t('text.wholeBetween', { ...words, max: String(max) });
  },
  decimal: (text, { max, example = EXAMPLES.decimal }, t) => {
    const isFine =
      DECIMAL.test(text) &&
      Number(text) > 0 &&
      (max === undefined || Number(text) <= max);
    if (isFine) {
      return undefined;
    }
    return max === undefined
      ? t('text.above', { example: String(example) })
      : t('text.aboveUpTo', { max: String(max), example: String(example) });
  },
  port: (text, _, t) =>
    isWithin(text, 1, MAX_PORT)
      ? undefined
      : t('text.wholeBetween', {
          min: '1',
          max: String(MAX_PORT),
          example: '8080',
        }),
  cpu: (text, _, t) => (CPU.test(text) ? undefined : t('text.cpu')),
  memory: (text, _, t) => {
    if (QUANTITY.test(text)) {
      return t('text.addUnit', { number: text });
    }
    return MEMORY.test(text) ? undefined : t('text.memory');
  },
  duration: (text, _, t) =>
    DURATION.test(text) ? undefined : t('text.duration'),
  path: (text, _, t) => {
    if (!text.startsWith('/')) {
      return t('text.slash', { path: text.trim() || 'ready' });
    }
    return /\s/.test(text)
      ? t('text.spaces', { example: '/ready' })
      : undefined;
  },
  image: (text, _, t) =>
    /\s/.test(text)
      ? t('text.spaces', { example: 'registry.example.com/team/app:1.4.2' })
      : undefined,
  label: (text, { maxLength = MAX_LABEL, example = EXAMPLES.label }, t) =>
    LABEL.test(text) && text.length <= maxLength
      ? undefined
      : t('text.label', { example: String(example) }),
  prefix: (text, _, t) => (PREFIX.test(text) ? undefined : t('text.prefix')),
  key: (text, _, t) => (KEY.test(text) ? undefined : t('text.key')),
  hostname: (text, _, t) =>
    HOSTNAME.test(text) ? undefined : t('text.hostname'),
};

/** What is wrong with a value, in words that say what to write instead; undefined when nothing is. */
export function textProblem(
  value: string | number | undefined,
  rule: TextRule,
  t: FormTexts,
): string | undefined {
  const text = String(value ?? '');
  if (text.trim() === '') {
    return rule.required ? neededText(rule, t) : undefined;
  }
  if (rule.maxLength !== undefined && text.length > rule.maxLength) {
    return t('text.tooLong', {
      most: String(rule.maxLength),
      length: String(text.length),
    });
  }
  return PROBLEMS[rule.is ?? 'text'](text, rule, t);
}

function isWithin(text: string, least: number, most = Infinity): boolean {
  const number = /^-?\d+$/.test(text.trim()) ? Number(text) : NaN;
  return number >= least && number <= most;
}
