import fc from 'fast-check';
import {
  Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  visit,
} from 'yaml';

/**
 * How somebody may write a request file by hand: one draw after another decides of quotes, block texts, brackets, comments,
 * anchors, line ends and what stands around it.
 */
export const handwriting = fc.record({
  draws: fc.array(fc.nat(999), { minLength: 40, maxLength: 40 }),
  indent: fc.constantFrom(2, 3, 4, 8),
  head: fc.constantFrom(
    '',
    '# whose this is\n\n',
    '---\n',
    '%YAML 1.2\n---\n',
    '#\ta tab\n--- # marked\n',
  ),
  foot: fc.constantFrom('', '\n', '# the end\n', '...\n', '\n\n#\ttabs\t\n'),
  hasAnchors: fc.boolean(),
  isWindows: fc.boolean(),
});

/** What `handwriting` draws. */
export type Handwriting = typeof handwriting extends fc.Arbitrary<infer T>
  ? T
  : never;

const comments = [' why', '\ttabs\there', ' "quoted": {', ' - no item', ' ü'];

/** A document as a file in this hand. */
export function written(document: unknown, hand: Handwriting): string {
  const { draws, indent, head, foot, hasAnchors, isWindows } = hand;
  let at = 0;
  const draw = (of: number) => {
    at += 1;
    return (draws[at % draws.length] + at * 7) % of;
  };
  const file = new Document(JSON.parse(JSON.stringify(document)), {
    aliasDuplicateObjects: false,
  });
  style(file, draw);
  if (hasAnchors) {
    shareNodes(file);
  }
  const text = `${head}${file.toString({
    indent,
    lineWidth: 0,
    flowCollectionPadding: draw(2) === 0,
    indentSeq: draw(2) === 0,
  })}${foot}`;
  return isWindows ? text.replaceAll('\n', '\r\n') : text;
}

function style(file: Document, draw: (of: number) => number): void {
  visit(file, {
    Node(key, node, path) {
      if (isCollection(node)) {
        node.flow =
          node.items.length === 0 || (path.length > 3 && draw(3) === 0);
      } else if (isScalar(node) && typeof node.value === 'string') {
        const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'] as const;
        node.type =
          // `yaml` counts the blanks that a block begins with wrongly, unless the file is indented by two.
          key !== 'key' && /^\S/.test(node.value) && draw(6) === 0
            ? 'BLOCK_LITERAL'
            : styles[draw(styles.length)];
      }
      if (draw(9) === 0) {
        node.commentBefore = comments[draw(comments.length)];
      }
      if (isScalar(node) && key !== 'key' && draw(9) === 0) {
        node.comment = comments[draw(comments.length)];
      }
      if (isNode(node) && key !== 0 && draw(9) === 0) {
        node.spaceBefore = true;
      }
    },
  });
}

/** Writes what stands there twice once, with an anchor. */
function shareNodes(file: Document): void {
  const known = new Map<string, Node>();
  visit(file, {
    Node(key, node, path) {
      const isValue = key === 'value' || isSeq(path.at(-1));
      const isWorth =
        isMap(node) || isSeq(node) || (isScalar(node) && node.value !== null);
      if (!isValue || !isWorth || path.length < 4) {
        return undefined;
      }
      const text = JSON.stringify(node.toJSON());
      const first = known.get(text);
      if (first) {
        return file.createAlias(first as never);
      }
      known.set(text, node);
      return undefined;
    },
  });
}
