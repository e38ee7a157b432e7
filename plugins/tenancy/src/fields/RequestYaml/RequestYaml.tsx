import { useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import Chip from '@material-ui/core/Chip';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  FieldNote,
  formDataOf,
  loadEngine,
  useAnswer,
  useDebounced,
} from '../shared';
import { describeProblem } from './describeProblem';
import { documentFromForm } from './documentFromForm';
import { offeredKeys } from './offeredKeys';
import type { RequestYamlOptions, RequestYamlProps } from './schema';

const MAX_OFFERED = 12;
const TYPING_MS = 300;

/** The whole request as YAML, for what no field of the form says. What is written here counts before the form. */
export function RequestYaml(props: RequestYamlProps) {
  const { formData: text, onChange, uiSchema, schema } = props;
  const options = uiSchema['ui:options'];
  const form = formDataOf(props);
  const document = options && documentFromForm(form, options);
  if (!options || !document) {
    return null;
  }
  if (!text) {
    return (
      <Button
        size="small"
        variant="outlined"
        onClick={async () => {
          const { writeYaml } = await loadEngine();
          onChange(writeYaml(document));
        }}
      >
        {schema.title ?? 'Write it as YAML'}
      </Button>
    );
  }
  return <YamlEditor text={text} onChange={onChange} options={options} />;
}

function YamlEditor(props: {
  text: string;
  onChange: (text: string | undefined) => void;
  options: RequestYamlOptions;
}) {
  const { text, onChange, options } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const [cursor, setCursor] = useState(0);
  const settled = useDebounced(text, TYPING_MS);
  const { value: engine } = useAnswer('engine', loadEngine);
  const checked = engine?.checkRequestText(settled);
  const schema = engine?.requestJsonSchemas()[options.kind];
  const offered = schema ? offeredKeys(text, cursor, schema) : [];

  const write = (key: string) => {
    const before = text.slice(0, cursor).replace(/[\w.]*$/, '');
    const next = `${before}${key}: `;
    onChange(`${next}${text.slice(cursor)}`);
    setCursor(next.length);
    setTimeout(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.length, next.length);
    });
  };

  return (
    <section aria-label="The request as YAML">
      <TextField
        fullWidth
        multiline
        variant="outlined"
        label="The request as YAML"
        helperText="This counts, and no longer what the pages before say. Comments of the file in Git stay."
        value={text}
        rowsMax={30}
        error={checked && 'problems' in checked}
        inputRef={input}
        onChange={event => {
          onChange(event.target.value);
          setCursor(event.target.selectionStart ?? 0);
        }}
        onSelect={event => {
          const { target } = event;
          if (target instanceof HTMLTextAreaElement) {
            setCursor(target.selectionStart);
          }
        }}
        inputProps={{
          spellCheck: false,
          autoCapitalize: 'none',
          style: { fontFamily: 'monospace', fontSize: '0.875rem' },
          maxLength: 64 * 1024,
        }}
      />
      {offered.length > 0 && (
        <div role="group" aria-label="Fields that can be written here">
          <Typography variant="caption" component="p">
            Can be written here:
          </Typography>
          {offered.slice(0, MAX_OFFERED).map(({ key, description }) => (
            <Chip
              key={key}
              size="small"
              label={key}
              title={description}
              onClick={() => write(key)}
            />
          ))}
        </div>
      )}
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
