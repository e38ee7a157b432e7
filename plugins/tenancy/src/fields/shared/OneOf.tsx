import TextField from '@material-ui/core/TextField';
import Autocomplete, {
  createFilterOptions,
} from '@material-ui/lab/Autocomplete';
import { changeNow } from './changeNow';
import { FieldHint } from './FieldHint';
import type { FieldText } from './fieldText';

/** More than that nobody reads; typing narrows it down. */
const MOST_SHOWN = 100;

const filterOptions = createFilterOptions<Option>({ limit: MOST_SHOWN });

interface Option {
  value: string;
  label: string;
}

/** One of many, found by typing. */
export function OneOf(props: {
  text: FieldText;
  value: string | undefined;
  options: readonly Option[];
  onChange: (value: string | undefined) => void;
}) {
  const { text, value, options, onChange } = props;
  const chosen = value
    ? options.find(option => option.value === value) ?? { value, label: value }
    : null;
  return (
    <>
      <Autocomplete
        id={text.id}
        value={chosen}
        options={[...options]}
        filterOptions={filterOptions}
        getOptionLabel={({ label }) => label}
        getOptionSelected={(option, selected) =>
          option.value === selected.value
        }
        disabled={text.disabled}
        disableClearable={text.required && chosen !== null}
        autoHighlight
        onChange={(_, option) => changeNow(onChange, option?.value)}
        renderInput={params => (
          <TextField
            {...params}
            label={text.label}
            required={text.required}
            error={text.error}
            inputProps={{
              ...params.inputProps,
              // As in TextInput: the form says what is missing.
              required: false,
              'aria-required': text.required,
            }}
          />
        )}
      />
      <FieldHint id={text.id} text={text.description} />
    </>
  );
}
