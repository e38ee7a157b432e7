import { useEffect, useMemo, useState } from 'react';
import { useTheme } from '@material-ui/core/styles';
import type { EditorView } from '@codemirror/view';
import CodeMirror from '@uiw/react-codemirror';
import {
  type LineProblem,
  showProblems,
  yamlExtensions,
} from './yamlExtensions';

/** A text editor for the YAML of a request. Tab leaves it, as any other field. */
export default function CodeEditor(props: {
  label: string;
  text: string;
  schema: object;
  problems: readonly LineProblem[];
  onChange: (text: string) => void;
}) {
  const { label, text, schema, problems, onChange } = props;
  const isDark = useTheme().palette.type === 'dark';
  const [view, setView] = useState<EditorView>();
  const extensions = useMemo(
    () => yamlExtensions({ schema, isDark, label }),
    [schema, isDark, label],
  );
  useEffect(() => {
    if (view) {
      showProblems(view, problems);
    }
  }, [view, problems]);
  return (
    <CodeMirror
      value={text}
      extensions={extensions}
      theme="none"
      indentWithTab={false}
      basicSetup={{ autocompletion: false, syntaxHighlighting: false }}
      maxHeight="60vh"
      onCreateEditor={setView}
      onChange={onChange}
    />
  );
}
