import { badRequest } from './ApiError';
import { KubeObject, read } from './KubeObject';
import { Resource } from './Resource';

export type Selector = (object: KubeObject) => boolean;

const KEY = /^([a-z0-9.-]+\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

type LabelTest = (value: string | undefined) => boolean;

function labelTest(operator: string, values: string[]): LabelTest {
  switch (operator) {
    case 'in':
      return value => value !== undefined && values.includes(value);
    case 'notin':
      return value => value === undefined || !values.includes(value);
    case '>':
      return value => value !== undefined && Number(value) > Number(values[0]);
    default:
      return value => value !== undefined && Number(value) < Number(values[0]);
  }
}

function labelRequirement(text: string): Selector {
  const refuse = () => badRequest(`unable to parse requirement: "${text}"`);
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  const pair = /^([^\s=!<>]+)\s*(==|=|!=|>|<)\s*(\S*)$/.exec(text);
  const has = /^(!?)\s*([^\s=!<>()]+)$/.exec(text);
  const key = set?.[1] ?? pair?.[1] ?? has?.[2] ?? '';
  if (!KEY.test(key)) {
    throw refuse();
  }
  if (has) {
    const wanted = has[1] === '';
    return ({ metadata }) => key in (metadata.labels ?? {}) === wanted;
  }
  const values = set ? set[3].split(',').map(v => v.trim()) : [pair![3]];
  const sign = set?.[2] ?? pair![2];
  const words: Record<string, string> = {
    '=': 'in',
    '==': 'in',
    '!=': 'notin',
  };
  const operator = words[sign] ?? sign;
  const numeric = operator === '<' || operator === '>';
  const good = numeric ? /^-?\d+$/ : VALUE;
  if (values.some(value => !good.test(value) || value.length > 63)) {
    throw refuse();
  }
  const test = labelTest(operator, values);
  return ({ metadata }) => test(metadata.labels?.[key]);
}

/** Follows the grammar of `labels.Parse` of apimachinery. */
export function labelSelector(text: string): Selector {
  const parts = text.split(/,(?![^(]*\))/).map(part => part.trim());
  const tests = text.trim() === '' ? [] : parts.map(labelRequirement);
  return object => tests.every(test => test(object));
}

/** Reads fields that this kind of object may be selected by. */
export function fieldSelector(text: string, resource: Resource): Selector {
  const parts = text.split(',').filter(part => part !== '');
  const tests = parts.map((part): Selector => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
    if (!match) {
      throw badRequest(
        `invalid selector: '${text}'; can't understand '${part}'`,
      );
    }
    const [, field, operator, wanted] = match;
    const own = ['metadata.name'];
    if (resource.namespaced) {
      own.push('metadata.namespace');
    }
    if (![...own, ...resource.fields].includes(field)) {
      throw badRequest(`field label not supported: ${field}`);
    }
    return object => {
      const value = String(read(object, field) ?? '');
      return (value === wanted) === (operator !== '!=');
    };
  });
  return object => tests.every(test => test(object));
}

/** The selector of a list, watch or deletion of many. */
export function querySelector(query: URLSearchParams, resource: Resource) {
  const byLabel = labelSelector(query.get('labelSelector') ?? '');
  const byField = fieldSelector(query.get('fieldSelector') ?? '', resource);
  return (object: KubeObject) => byLabel(object) && byField(object);
}
