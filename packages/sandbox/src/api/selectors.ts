import { ApiError } from './ApiError';
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
  if (key === undefined) {
    throw new ApiError(400, `unable to parse requirement: "${text}"`);
  }
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
  const own = [
    'metadata.name',
    ...(resource.namespaced ? ['metadata.namespace'] : []),
  ];
  const tests = text
    .split(',')
    .filter(Boolean)
    .map((part): Selector => {
      const [, field = part, sign, wanted] =
        /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? [];
      if (sign === undefined || ![...own, ...resource.fields].includes(field)) {
        throw new ApiError(400, `field label not supported: ${field}`);
      }
      return object =>
        (String(read(object, field) ?? '') === wanted) === (sign !== '!=');
    });
  return object => tests.every(test => test(object));
}

/** The selector of a list, watch or deletion of many. */
export function querySelector(
  query: URLSearchParams,
  resource: Resource,
): Selector {
  const byLabel = labelSelector(query.get('labelSelector') ?? '');
  const byField = fieldSelector(query.get('fieldSelector') ?? '', resource);
  return object => byLabel(object) && byField(object);
}
