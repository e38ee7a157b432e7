import { lazy, Suspense, useMemo } from 'react';
import Button from '@material-ui/core/Button';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import { makeStyles } from '@material-ui/core/styles';
import LinearProgress from '@material-ui/core/LinearProgress';
import { keepPreviousData } from '@tanstack/react-query';
import { useTenancyQuery, useTypedQuery } from '../../queries';
import { useFormTexts } from '../../translations/forms';
import { FieldNote, loadEngine, usePreviewFindings } from '../shared';
import { describeProblem } from './describeProblem';
import { lineProblems } from './lineProblems';

const TYPING_MS = 300;

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
  const t = useFormTexts();
  const label = t('yaml.label');
  const classes = useStyles();
  const findings = usePreviewFindings();
  const { data: engine, error } = useTenancyQuery({
    queryKey: ['engine'],
    queryFn: loadEngine,
  });
  const schema = useMemo(
    () => engine?.requestJsonSchemas()[kind],
    [engine, kind],
  );
  const { data: checked } = useTypedQuery({
    subject: engine && ['yaml', text],
    pause: TYPING_MS,
    ask: async () => ({ text, ...engine?.checkRequestText(text) }),
    placeholderData: keepPreviousData,
  });
  const problems = useMemo(
    () =>
      engine && checked ? lineProblems(engine, checked.text, findings) : [],
    [engine, checked, findings],
  );
  return (
    <section aria-label={label}>
      <FormLabel component="p">{label}</FormLabel>
      <FormHelperText>{t('yaml.hint')}</FormHelperText>
      <div className={classes.editor}>
        <Suspense fallback={<Loading />}>
          {schema ? (
            <CodeEditor
              label={label}
              text={text}
              schema={schema}
              problems={problems}
              onChange={onChange}
            />
          ) : (
            !error && <Loading />
          )}
        </Suspense>
      </div>
      {error && (
        <FieldNote tone="bad">
          {t('yaml.unloaded', { why: error.message })}
        </FieldNote>
      )}
      {checked &&
        'problems' in checked &&
        checked.problems.map((problem, index) => (
          <FieldNote key={index} tone="bad">
            {describeProblem(problem, t)}
          </FieldNote>
        ))}
      <Button size="small" onClick={() => onChange('')}>
        {t('yaml.drop')}
      </Button>
    </section>
  );
}

/** Takes nothing: what is typed into a field that is replaced is lost. */
function Loading() {
  const t = useFormTexts();
  return <LinearProgress aria-label={t('yaml.loading')} />;
}
