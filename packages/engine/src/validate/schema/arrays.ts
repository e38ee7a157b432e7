import { describe } from './describe';
import { canonical } from './equality';
import { JsonSchema } from './jsonSchema';
import { Check, Compile, Mode, Walk } from './walk';

/**
 * The items of a list: each checked, counted, and unique where the list is a set or a map.
 */
export function arrayCheck(
  schema: JsonSchema,
  mode: Mode,
  compile: Compile,
): Check {
  const { items, minItems, maxItems } = schema;
  let itemCheck: Check | undefined;
  const unique = uniqueness(schema);
  return (value, walk) => {
    const given = value as unknown[];
    if (maxItems !== undefined && given.length > maxItems) {
      walk.fail(
        'TooMany',
        given,
        `must have at most ${maxItems} items, has ${given.length}`,
        `Use at most ${maxItems}.`,
      );
    }
    if (minItems !== undefined && given.length < minItems) {
      walk.fail(
        'TooFew',
        given,
        `must have at least ${minItems} item${minItems === 1 ? '' : 's'}, has ${
          given.length
        }`,
        `Use at least ${minItems}.`,
      );
    }
    let result = given;
    if (items && (maxItems === undefined || given.length <= maxItems)) {
      itemCheck ??= compile(items, mode);
      for (let i = 0; i < given.length; i++) {
        walk.steps.push(i);
        const checked = itemCheck(given[i], walk);
        walk.steps.pop();
        if (checked !== given[i]) {
          if (result === given) {
            result = [...given];
          }
          result[i] = checked;
        }
      }
    }
    unique?.(result, walk);
    return result;
  };
}

function uniqueness(
  schema: JsonSchema,
): ((items: unknown[], walk: Walk) => void) | undefined {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'map') {
    const keys = schema['x-kubernetes-list-map-keys'] ?? [];
    return (items, walk) =>
      refuseDuplicates(
        items,
        item => keys.map(k => canonical((item as Fields)?.[k])).join(),
        walk,
        `the same ${keys.join(' and ')}`,
      );
  }
  if (type === 'set' || schema.uniqueItems) {
    return (items, walk) =>
      refuseDuplicates(items, item => canonical(item), walk, 'the same value');
  }
  return undefined;
}

type Fields = Record<string, unknown>;

function refuseDuplicates(
  items: unknown[],
  key: (item: unknown) => string,
  walk: Walk,
  what: string,
): void {
  if (items.length < 2) {
    return;
  }
  const seen = new Map<string, number>();
  items.forEach((item, index) => {
    const text = key(item);
    const first = seen.get(text);
    if (first === undefined) {
      seen.set(text, index);
      return;
    }
    walk.fail(
      'Duplicate',
      item,
      `has ${what} as item ${first}: ${describe(item)}`,
      'Remove one of the two.',
      index,
    );
  });
}
