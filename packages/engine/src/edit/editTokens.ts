import { CST, Composer, isMap, isSeq, Parser, stringify } from 'yaml';
import { Steps } from '../steps';
import { isRecord, sameValue } from './mergeValues';

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;
type Item = CST.CollectionItem;

/**
 * A YAML text with its value changed from `was` to `is`, token by token, so that nothing else in it differs in a byte,
 * whatever style it is written in; undefined where that can't be done. Whoever calls it reads the result, since anchors
 * carry a change to where they are used.
 */
export function* editTokens(
  text: string,
  was: Record<string, unknown>,
  is: Record<string, unknown>,
): Steps<string | undefined> {
  const tokens = [...new Parser().parse(text)];
  yield;
  const [document, ...others] = new Composer({
    keepSourceTokens: true,
    uniqueKeys: false,
  }).compose(tokens);
  if (!document || others.length > 0 || document.errors.length > 0) {
    return undefined;
  }
  yield;
  const { contents } = document;
  const token = isMap(contents) ? contents.srcToken : undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return isCollection(token) && editedMap(newline, token, was, is) === true
    ? tokens.map(each => CST.stringify(each)).join('')
    : undefined;
}

function isCollection(token: unknown): token is Collection {
  const { type } = (token ?? {}) as { type?: string };
  return (
    type === 'block-map' || type === 'block-seq' || type === 'flow-collection'
  );
}

/**
 * Whether a value was edited in place; undefined where it has to be put anew, false where that would lose what people wrote in it.
 */
type Edited = boolean | undefined;

function editedMap(
  newline: string,
  map: Collection,
  was: Record<string, unknown>,
  is: Record<string, unknown>,
): Edited {
  if (map.type === 'block-seq' || Object.keys(is).length === 0) {
    return undefined;
  }
  const kept = items(map).filter(({ key }) => {
    const name = keyOf(key);
    return name === undefined || Object.hasOwn(is, name);
  });
  keep(map, kept);
  const byName = new Map(kept.map(item => [keyOf(item.key), item]));
  return Object.entries(is).every(([key, value]) => {
    if (sameValue(was[key], value)) {
      return true;
    }
    const item = byName.get(key);
    return item
      ? editedValue(newline, map, item, was[key], value) ??
          replaced(item, newItem(newline, map, { [key]: value }))
      : added(newline, map, newItem(newline, map, { [key]: value }));
  });
}

/** Items that are alike at the head and at the tail stay; those between are edited, added or taken away. */
function editedList(
  newline: string,
  list: Collection,
  was: readonly unknown[],
  is: readonly unknown[],
): Edited {
  if (list.type === 'block-map' || is.length === 0) {
    return undefined;
  }
  const present = items(list);
  if (present.length !== was.length) {
    return false;
  }
  const least = Math.min(was.length, is.length);
  let head = 0;
  while (head < least && sameValue(was[head], is[head])) {
    head += 1;
  }
  let tail = 0;
  while (
    tail < least - head &&
    sameValue(was[was.length - 1 - tail], is[is.length - 1 - tail])
  ) {
    tail += 1;
  }
  const both = least - head - tail;
  const isEdited = is.slice(head, head + both).every((value, index) => {
    const item = present[head + index];
    return (
      editedValue(newline, list, item, was[head + index], value) ??
      replaced(item, newItem(newline, list, [value]))
    );
  });
  keep(list, [
    ...present.slice(0, head + both),
    ...present.slice(was.length - tail),
  ]);
  const following = tail > 0 ? present[was.length - tail] : undefined;
  return (
    isEdited &&
    is
      .slice(head + both, is.length - tail)
      .every(value =>
        added(newline, list, newItem(newline, list, [value]), following),
      )
  );
}

/** Edits the value of an item in place. */
function editedValue(
  newline: string,
  parent: Collection,
  { value: token }: Item,
  was: unknown,
  is: unknown,
): Edited {
  if (isCollection(token)) {
    if (isRecord(was) && isRecord(is)) {
      return editedMap(newline, token, was, is);
    }
    return Array.isArray(was) && Array.isArray(is)
      ? editedList(newline, token, was, is)
      : undefined;
  }
  if (
    !token ||
    typeof was !== typeof is ||
    (is !== null && typeof is === 'object')
  ) {
    return undefined;
  }
  const type = scalarType(token.type, is, parent.type === 'flow-collection');
  CST.setScalarValue(token, String(is), {
    inFlow: parent.type === 'flow-collection',
    ...(type ? { type } : {}),
  });
  return true;
}

/** The quotes of a text as they were, unless it needs others. */
function scalarType(
  present: string,
  value: unknown,
  inFlow: boolean,
): 'PLAIN' | 'QUOTE_SINGLE' | 'QUOTE_DOUBLE' {
  if (typeof value !== 'string') {
    return 'PLAIN';
  }
  if (value.includes('\n') || present === 'double-quoted-scalar') {
    return 'QUOTE_DOUBLE';
  }
  if (present === 'single-quoted-scalar') {
    return 'QUOTE_SINGLE';
  }
  const isPlain =
    stringify(value, { lineWidth: 0 }).trimEnd() === value &&
    !(inFlow && /[,[\]{}]/.test(value));
  return isPlain ? 'PLAIN' : 'QUOTE_DOUBLE';
}

/** The items of a collection without the empty one behind a last comma. */
function items(collection: Collection): Item[] {
  return (collection.items as Item[]).filter(
    ({ key, sep, value }) => key ?? sep ?? value,
  );
}

function keyOf(key: Item['key']): string | undefined {
  return key && 'source' in key && CST.isScalar(key)
    ? CST.resolveAsScalar(key)?.value
    : undefined;
}

/** Leaves only some items. Where the first one goes, the next takes its place, without what parted the two. */
function keep(collection: Collection, kept: readonly Item[]): void {
  const all = collection.items as Item[];
  const [first] = kept;
  if (first && first !== all[0] && items(collection)[0] !== first) {
    const part =
      collection.type === 'flow-collection' ? /^(comma|space)$/ : /^space$/;
    while (first.start[0] && part.test(first.start[0].type)) {
      first.start.shift();
    }
  }
  const stays = new Set([
    ...kept,
    ...all.filter(({ key, sep, value }) => !(key ?? sep ?? value)),
  ]);
  collection.items = all.filter(item => stays.has(item)) as never;
}

/** An item as it is written in a collection of this kind. */
function newItem(
  newline: string,
  collection: Collection,
  value: Record<string, unknown> | unknown[],
): Item | undefined {
  const isFlow = collection.type === 'flow-collection';
  const text = isFlow
    ? JSON.stringify(value)
    : stringify(value, { lineWidth: 0 })
        .trimEnd()
        .split('\n')
        .map(line => (line ? ' '.repeat(collection.indent) + line : line))
        .join(newline) + newline;
  const [document] = new Composer({ keepSourceTokens: true }).compose(
    new Parser().parse(text),
  );
  const { contents } = document ?? {};
  const token =
    isMap(contents) || isSeq(contents) ? contents.srcToken : undefined;
  return isCollection(token) ? items(token)[0] : undefined;
}

/**
 * Adds an item at the end, or before another one; false where a comment stands there, or may stand, that is about one of the two.
 */
function added(
  newline: string,
  collection: Collection,
  item: Item | undefined,
  following?: Item,
): boolean {
  const all = collection.items as Item[];
  const at = following ? all.indexOf(following) : all.length;
  const isFlow = collection.type === 'flow-collection';
  const isCommented = isFlow
    ? following?.start.some(({ type }) => type === 'comment')
    : following && at === 0;
  if (!item || isCommented) {
    return false;
  }
  const { offset } = collection;
  const indent = isFlow ? 0 : collection.indent;
  const put = (type: 'comma' | 'space' | 'newline', source: string) =>
    ({ type, offset, indent, source } as CST.SourceToken);
  if (isFlow) {
    const behind = at === 0 ? following : item;
    if (items(collection).length > 0) {
      behind?.start.unshift(
        put('comma', ','),
        ...(behind.start.length > 0 ? [] : [put('space', ' ')]),
      );
    }
  } else {
    if (indent > 0) {
      item.start.unshift(put('space', ' '.repeat(indent)));
    }
    const last = items(collection).at(-1);
    if (!following && last && !CST.stringify(last).endsWith('\n')) {
      item.start.unshift(put('newline', newline));
    }
  }
  all.splice(at, 0, item);
  return true;
}

/** Puts another value behind a key, or into a place of a list. */
function replaced(item: Item, next: Item | undefined): boolean {
  if (next) {
    item.sep = item.sep && next.sep;
    item.value = next.value;
  }
  return next !== undefined;
}
