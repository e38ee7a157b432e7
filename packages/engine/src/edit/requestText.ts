import {
  type CST,
  Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Pair,
  parseDocument,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { RequestEnvelope, RequestError } from '../request';
import { parseRequestText, type ParseOptions } from '../parse/parseRequest';
import { Steps } from '../steps';
import { sharedLimits } from '../yaml';
import { editTokens } from './editTokens';
import { isRecord, sameValue } from './mergeValues';

/**
 * The text of a request file after a change: what is there already keeps its bytes, comments and order, and only what
 * differs is written. A file that says the same already stays as it is. In steps, since a long file takes long to read.
 *
 * @param present - the file in Git
 * @param next - the request that it should hold
 * @param rendered - the file as it is written anew; used where the present one can't be edited
 * @public
 */
export function* requestText(
  present: string,
  next: RequestEnvelope,
  rendered: string,
  options?: ParseOptions,
): Steps<string> {
  if (present === rendered) {
    return present;
  }
  const current = requestIn(present, options);
  yield;
  if (!current) {
    return rendered;
  }
  if (sameValue(plain(current), plain(next))) {
    return present;
  }
  if (present.length > sharedLimits.characters) {
    return rendered;
  }
  const [was, is] = [plain(current), plain(next)];
  // Anchors and the like may carry an edit further than it should go, so each way is judged by what comes of it.
  for (const write of [editTokens, editNodes]) {
    const text = yield* write(present, was, is);
    yield;
    const after = text === undefined ? undefined : requestIn(text, options);
    if (text !== undefined && after && sameValue(plain(after), is)) {
      return text;
    }
  }
  return rendered;
}

/** The text with its nodes edited and written again, which keeps comments and order, but not every space and quote. */
function* editNodes(
  present: string,
  was: Record<string, unknown>,
  is: Record<string, unknown>,
): Steps<string | undefined> {
  // That no key is there twice is known, and comparing each with all others would take long.
  const document = parseDocument(present, {
    uniqueKeys: false,
    keepSourceTokens: true,
  });
  yield;
  if (document.errors.length > 0 || !isMap(document.contents)) {
    return undefined;
  }
  withoutAliases(document);
  editMap(document, document.contents, was, is);
  yield;
  return document
    .toString({
      lineWidth: 0,
      flowCollectionPadding: /[[{] /.test(present),
    })
    .replaceAll('\n', present.includes('\r\n') ? '\r\n' : '\n');
}

/** Writes what anchors stand for where they are used, so that each place can be changed alone. */
function withoutAliases(document: Document): void {
  visit(document, {
    Alias: (_, alias) => document.createNode(alias.toJS(document)),
  });
  visit(document, {
    Node: (_, node) => {
      if ('anchor' in node) {
        delete node.anchor;
      }
    },
  });
}

function requestIn(
  text: string,
  options: ParseOptions | undefined,
): RequestEnvelope | undefined {
  try {
    return parseRequestText(text, options);
  } catch (error) {
    if (error instanceof RequestError) {
      return undefined;
    }
    throw error;
  }
}

/** As it is written: without members that are undefined. */
function plain(request: RequestEnvelope): Record<string, unknown> {
  return JSON.parse(JSON.stringify(request));
}

function editMap(
  document: Document,
  map: YAMLMap,
  was: Record<string, unknown>,
  is: Record<string, unknown>,
): void {
  const gone = new Set(Object.keys(was).filter(key => !Object.hasOwn(is, key)));
  if (gone.size > 0) {
    map.items = map.items.filter(({ key }) => !gone.has(textOf(key) ?? ''));
  }
  // A map of this library looks for a key among all others.
  const pairs = new Map(map.items.map(pair => [textOf(pair.key), pair]));
  for (const [key, value] of Object.entries(is)) {
    if (!sameValue(was[key], value)) {
      const pair = pairs.get(key);
      if (!pair) {
        map.items.push(new Pair(key, document.createNode(value)));
      } else if (!edited(document, pair, was[key], value)) {
        pair.value = document.createNode(value);
      }
    }
  }
}

/** The text of a key; nothing of what is no text. */
function textOf(key: unknown): string | undefined {
  const value = isScalar(key) ? key.value : key;
  return typeof value === 'string' ? value : undefined;
}

/** Edits a map or list in place; false where it has to be put anew. */
function edited(
  document: Document,
  { value: node, srcToken }: Pick<Pair, 'value' | 'srcToken'>,
  was: unknown,
  is: unknown,
): boolean {
  if (isMap(node) && isRecord(was) && isRecord(is)) {
    editMap(document, node, was, is);
    return true;
  }
  if (
    isSeq(node) &&
    Array.isArray(was) &&
    Array.isArray(is) &&
    node.items.length === was.length
  ) {
    const [first] = node.items;
    editList(document, node, was, is);
    moveComment(node, first, srcToken?.sep ?? []);
    return true;
  }
  return false;
}

/** Items that are alike at the head and at the tail stay; those between are edited, added or taken away. */
function editList(
  document: Document,
  list: YAMLSeq,
  was: readonly unknown[],
  is: readonly unknown[],
): void {
  let head = 0;
  while (
    head < Math.min(was.length, is.length) &&
    sameValue(was[head], is[head])
  ) {
    head += 1;
  }
  let tail = 0;
  while (
    tail < Math.min(was.length, is.length) - head &&
    sameValue(was[was.length - 1 - tail], is[is.length - 1 - tail])
  ) {
    tail += 1;
  }
  const middle = is.slice(head, is.length - tail).map((item, index) => {
    const at = head + index;
    const node = at < was.length - tail ? list.items[at] : undefined;
    return edited(document, { value: node }, was[at], item)
      ? node
      : document.createNode(item);
  });
  list.items.splice(head, was.length - tail - head, ...middle);
  list.flow = list.flow === true || list.items.length === 0;
}

/** What is said before the first item of a list goes with it; what stands behind the key is said of the list. */
function moveComment(
  list: YAMLSeq,
  first: unknown,
  behindKey: readonly CST.SourceToken[],
): void {
  if (!isNode(first) || list.items.indexOf(first) < 1 || !list.commentBefore) {
    return;
  }
  const end = behindKey.findIndex(({ type }) => type === 'newline');
  const isOfList = behindKey
    .slice(0, Math.max(end, 0))
    .some(({ type }) => type === 'comment');
  const lines = list.commentBefore.split('\n');
  const own = lines.slice(0, isOfList ? 1 : 0);
  first.commentBefore = lines.slice(own.length).join('\n') || undefined;
  list.commentBefore = own.join('\n') || undefined;
}
