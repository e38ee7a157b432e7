import ts from 'typescript';

/** Attributes that people read or hear. */
const READ = ['title', 'label', 'aria-label', 'placeholder', 'alt', 'word'];

/**
 * The texts of a component that stand in it rather than among its translations: what is written between tags, and what an
 * attribute or an expression in braces says.
 */
export function plainTexts(source) {
  const file = ts.createSourceFile(
    'component.tsx',
    source,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found = [];
  const visit = node => {
    if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text)) {
      found.push(node.text.trim());
    }
    if (ts.isJsxAttribute(node)) {
      const { initializer } = node;
      const isRead = READ.includes(node.name.getText());
      if (isRead && initializer && ts.isStringLiteral(initializer)) {
        found.push(initializer.text);
      } else if (isRead && initializer) {
        saidBy(initializer);
      }
    }
    if (
      ts.isJsxExpression(node) &&
      !ts.isJsxAttribute(node.parent) &&
      node.expression
    ) {
      saidBy(node.expression);
    }
    ts.forEachChild(node, visit);
  };

  /** What an expression may come to, as far as it is written there. */
  function saidBy(node) {
    if (ts.isJsxExpression(node) && node.expression) {
      saidBy(node.expression);
    } else if (ts.isConditionalExpression(node)) {
      saidBy(node.whenTrue);
      saidBy(node.whenFalse);
    } else if (ts.isBinaryExpression(node) && isShown(node)) {
      saidBy(node.right);
      // Of a condition only what follows from it is shown.
      if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) {
        saidBy(node.left);
      }
    } else if (ts.isParenthesizedExpression(node)) {
      saidBy(node.expression);
    } else if (ts.isStringLiteral(node) && /\p{L}{2}/u.test(node.text)) {
      found.push(node.text);
    } else if (ts.isTemplateExpression(node)) {
      const words = [node.head, ...node.templateSpans.map(each => each.literal)]
        .map(({ text }) => text)
        .join('…');
      if (/\p{L}{2}/u.test(words)) {
        found.push(words);
      }
    }
  }

  function isShown({ operatorToken: { kind } }) {
    return [
      ts.SyntaxKind.AmpersandAmpersandToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.PlusToken,
    ].includes(kind);
  }

  visit(file);
  return found;
}

/** Calls whose texts nobody reads, and declarations of what is no text. */
const UNREAD =
  /(^|\.)(describe|makeStyles|querySelector(All)?|matches|spacing)$/;

/**
 * Whole sentences and phrases, wherever a module of components or forms says them, such as in a function that a component calls:
 * texts of several words that begin as a sentence does, or are put together of words and values.
 */
export function plainSentences(source) {
  const file = ts.createSourceFile(
    'module.tsx',
    source,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found = [];
  const visit = node => {
    if (
      ts.isImportDeclaration(node) ||
      ts.isTypeNode(node) ||
      (ts.isCallExpression(node) && UNREAD.test(node.expression.getText()))
    ) {
      return;
    }
    const text = textOf(node);
    if (
      text !== undefined &&
      /^[\p{L}"…].*\p{L}{2}.* .*\p{L}{2}/su.test(text)
    ) {
      found.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function textOf(node) {
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  return ts.isTemplateExpression(node)
    ? [node.head, ...node.templateSpans.map(each => each.literal)]
        .map(({ text }) => text)
        .join('…')
    : undefined;
}
