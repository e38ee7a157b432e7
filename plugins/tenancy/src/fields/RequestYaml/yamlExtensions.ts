import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import {
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { Extension, Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { offeredKeys } from './offeredKeys';

const LIGHT = highlight({
  key: '#0b4f8a',
  text: '#1b5e20',
  value: '#8a4b00',
  comment: '#5f6368',
});
const DARK = highlight({
  key: '#9cc9ff',
  text: '#a5d6a7',
  value: '#ffcc80',
  comment: '#b0b8bf',
});

function highlight(colours: {
  key: string;
  text: string;
  value: string;
  comment: string;
}): HighlightStyle {
  return HighlightStyle.define([
    { tag: [tags.atom, tags.propertyName, tags.meta], color: colours.key },
    { tag: tags.string, color: colours.text },
    { tag: [tags.number, tags.keyword, tags.bool], color: colours.value },
    { tag: tags.comment, color: colours.comment },
  ]);
}

/** Something wrong with a line of the text, or with all of it. */
export interface LineProblem {
  /** Counted from 1. */
  line?: number;
  severity: Diagnostic['severity'];
  message: string;
}

/** What can be written where the cursor stands, from the JSON Schema of the request. */
export function completeKeys(
  schema: object,
): (context: CompletionContext) => CompletionResult | null {
  return context => {
    const typed = context.matchBefore(/[\w.-]*/);
    const line = context.state.doc.lineAt(context.pos);
    const before = context.state.sliceDoc(line.from, context.pos);
    const isKey = /^[\s-]*[\w.-]*$/.test(before);
    if (!isKey || (!context.explicit && (!typed || typed.from === typed.to))) {
      return null;
    }
    const options = offeredKeys(
      context.state.doc.toString(),
      context.pos,
      schema,
    ).map(({ key, description }) => ({
      label: key,
      type: 'property',
      apply: `${key}: `,
      ...(description ? { info: description } : {}),
    }));
    return options.length > 0
      ? { from: typed?.from ?? context.pos, options }
      : null;
  };
}

/** Problems as the editor underlines them: the words of their line; the first line where none is known. */
export function diagnosticsOf(
  doc: Text,
  problems: readonly LineProblem[],
): Diagnostic[] {
  return problems
    .map(({ line = 1, severity, message }) => {
      const { from, to, text } = doc.line(
        Math.min(Math.max(line, 1), doc.lines),
      );
      const indent = Math.max(text.search(/\S/), 0);
      return { from: from + indent, to, severity, message };
    })
    .sort((a, b) => a.from - b.from);
}

/** Has the editor show problems. */
export function showProblems(
  view: EditorView,
  problems: readonly LineProblem[],
): void {
  view.dispatch(
    setDiagnostics(view.state, diagnosticsOf(view.state.doc, problems)),
  );
}

/** YAML with the completion of a request, for a light or a dark page. */
export function yamlExtensions(options: {
  schema: object;
  isDark: boolean;
  label: string;
}): Extension[] {
  const { schema, isDark, label } = options;
  return [
    StreamLanguage.define(yaml),
    syntaxHighlighting(isDark ? DARK : LIGHT),
    autocompletion({ override: [completeKeys(schema)], icons: false }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-multiline': 'true',
      spellcheck: 'false',
      autocapitalize: 'none',
    }),
    EditorView.theme(
      {
        '&': { fontSize: '0.875rem', backgroundColor: 'transparent' },
        '.cm-scroller': { fontFamily: 'monospace' },
        '.cm-gutters': { backgroundColor: 'transparent', border: 'none' },
        '.cm-activeLine, .cm-activeLineGutter': {
          backgroundColor: 'transparent',
        },
      },
      { dark: isDark },
    ),
  ];
}
