import { check } from './ApiError';
import { KubeObject, read } from './KubeObject';
import { Resource } from './Resource';

export type Selector = (object: KubeObject) => boolean;

const KEY = String.raw`(?:[a-z0-9.-]+\/)?[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?`;
const VALUE = String.raw`(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?`;
const FORMS = {
  has: new RegExp(`^(!?)\\s*(${KEY})$`),
  pair: new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`),
  order: new RegExp(`^(${KEY})\\s*([<>])\\s*(-?\\d+)$`),
  set: new RegExp(
    `^(${KEY})\\s+(in|notin)\\s*\\(\\s*(${VALUE}(?:\\s*,\\s*${VALUE})*)\\s*\\)$`,
  ),
};

function requirement(text: string): Selector {
  const value = (key: string, { metadata }: KubeObject) =>
    metadata.labels?.[key];
  const has = FORMS.has.exec(text);
  if (has) {
    return object => (value(has[2], object) === undefined) === (has[1] === '!');
  }
  const order = FORMS.order.exec(text);
  if (order) {
    const [, key, sign, limit] = order;
    return object => {
      const difference = Number(value(key, object)) - Number(limit);
      return sign === '>' ? difference > 0 : difference < 0;
    };
  }
  const [, key, sign, list] =
    FORMS.pair.exec(text) ?? FORMS.set.exec(text) ?? [];
  check(key !== undefined, 400, `unable to parse requirement: "${text}"`);
  const wanted = list.split(',').map(word => word.trim());
  const positive = !['!=', 'notin'].includes(sign);
  return object => {
    const found = value(key, object);
    return (found !== undefined && wanted.includes(found)) === positive;
  };
}

/** Follows the grammar of `labels.Parse` of apimachinery. */
function labelSelector(text: string): Selector {
  const parts = text.trim() === '' ? [] : text.split(/,(?![^(]*\))/);
  const tests = parts.map(part => requirement(part.trim()));
  return object => tests.every(test => test(object));
}

/** Reads fields that this kind of object may be selected by. */
function fieldSelector(text: string, resource: Resource): Selector {
  const { namespaced, fields } = resource;
  const home = namespaced ? ['metadata.namespace'] : [];
  const known = ['metadata.name', ...home, ...fields];
  const parts = text.split(',').filter(Boolean);
  const tests = parts.map((part): Selector => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? [];
    const [, field = part, sign, wanted] = match;
    const good = sign !== undefined && known.includes(field);
    check(good, 400, `field label not supported: ${field}`);
    const equal = sign !== '!=';
    return object => (String(read(object, field) ?? '') === wanted) === equal;
  });
  return object => tests.every(test => test(object));
}

/** The selector of a list, watch or deletion of many. */
export function querySelector(query: URLSearchParams, resource: Resource) {
  const byLabel = labelSelector(query.get('labelSelector') ?? '');
  const byField = fieldSelector(query.get('fieldSelector') ?? '', resource);
  return (object: KubeObject) => byLabel(object) && byField(object);
}
