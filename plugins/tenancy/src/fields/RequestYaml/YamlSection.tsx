import { lazy, Suspense, useMemo } from 'react';
import Button from '@material-ui/core/Button';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import {
  FieldNote,
  loadEngine,
  useAnswer,
  useDebounced,
  usePreviewFindings,
} from '../shared';
import { describeProblem } from './describeProblem';
import { lineProblems } from './lineProblems';

const TYPING_MS = 300;
const LABEL = 'The request as YAML';

const CodeEditor = lazy(() => import('./CodeEditor'));

const useStyles = makeStyles(
  theme => ({
    editor: {
      margin: theme.spacing(1, 0),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      '&:focus-within': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -1,
      },
    },
  }),
  { name: 'TenancyYaml' },
);

/** The editor with what it is about and what is wrong with its text. */
export function YamlSection(props: {
  text: string;
  kind: string;
  onChange: (text: string) => void;
}) {
  const { text, kind, onChange } = props;
  const classes = useStyles();
  const settled = useDebounced(text, TYPING_MS);
  const findings = usePreviewFindings();
  const { value: engine } = useAnswer('engine', loadEngine);
  const schema = useMemo(
    () => engine?.requestJsonSchemas()[kind] ?? {},
    [engine, kind],
  );
  const checked = useMemo(
    () => engine?.checkRequestText(settled),
    [engine, settled],
  );
  const problems = useMemo(
    () => (engine ? lineProblems(engine, settled, findings) : []),
    [engine, settled, findings],
  );
  return (
    <section aria-label={LABEL}>
      <FormLabel component="p">{LABEL}</FormLabel>
      <FormHelperText>
        This counts, and no longer what the pages before say. Comments of the
        file in Git stay. Ctrl+Space shows what can be written where the cursor
        stands; Tab leaves the text.
      </FormHelperText>
      <div className={classes.editor}>
        <Suspense fallback={<PlainEditor text={text} onChange={onChange} />}>
          <CodeEditor
            label={LABEL}
            text={text}
            schema={schema}
            problems={problems}
            onChange={onChange}
          />
        </Suspense>
      </div>
      {checked &&
        'problems' in checked &&
        checked.problems.map((problem, index) => (
          <FieldNote key={index} tone="bad">
            {describeProblem(problem)}
          </FieldNote>
        ))}
      <Button size="small" onClick={() => onChange('')}>
        Drop the YAML and take the form again
      </Button>
    </section>
  );
}

/** Takes what is typed until the editor is there. */
function PlainEditor(props: {
  text: string;
  onChange: (text: string) => void;
}) {
  return (
    <TextField
      fullWidth
      multiline
      rowsMax={30}
      value={props.text}
      onChange={event => props.onChange(event.target.value)}
      inputProps={{
        'aria-label': LABEL,
        spellCheck: false,
        autoCapitalize: 'none',
        style: { fontFamily: 'monospace', fontSize: '0.875rem' },
      }}
    />
  );
}
