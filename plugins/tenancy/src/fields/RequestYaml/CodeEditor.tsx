import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
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
  const { value, change } = useTyped(text, onChange);
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
      value={value}
      extensions={extensions}
      theme="none"
      indentWithTab={false}
      basicSetup={{ autocompletion: false, syntaxHighlighting: false }}
      maxHeight="60vh"
      onCreateEditor={setView}
      onChange={change}
    />
  );
}

/**
 * The text as typed. A form tells it back late where the page is slow, and what it tells then is older than
 * what stands in the editor: only a text that did not come from here replaces that.
 */
function useTyped(text: string, onChange: (text: string) => void) {
  const [value, setValue] = useState(text);
  const sent = useRef<string[]>([]);
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => {
    const at = sent.current.lastIndexOf(text);
    sent.current.splice(0, at + 1);
    if (at < 0) {
      setValue(text);
    }
  }, [text]);
  // The same function throughout: the editor closes what it offers when it gets another.
  const change = useCallback((typed: string) => {
    sent.current.push(typed);
    setValue(typed);
    tell.current(typed);
  }, []);
  return { value, change };
}
