import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf, useFormTexts } from '../../translations/forms';
import {
  fieldText,
  formDataOf,
  keepsDraft,
  KnownNames,
  rowProblem,
  TextInput,
  textOf,
} from '../shared';
import { isNumeric, type TextKind, textProblem } from './problems';
import { textSchema } from './schema';

/** Properties of the field. */
type TextProps = typeof textSchema.TProps;
/** Options of the field, from the template. */
type TextOptions = NonNullable<TextProps['uiSchema']['ui:options']>;

/** A line of text that says in words what is wrong with it, once one leaves it. */
export function Text(props: TextProps) {
  const { offer, tenant } = props.uiSchema['ui:options'] ?? {};
  const owner = textOf(formDataOf(props), tenant);
  return offer && owner ? (
    <KnownNames tenant={owner} kinds={offer}>
      {names => <Line {...props} names={names} />}
    </KnownNames>
  ) : (
    <Line {...props} />
  );
}

function Line(props: TextProps & { names?: readonly string[] }) {
  const { formData, onChange, uiSchema, names } = props;
  const rule = uiSchema['ui:options'] ?? {};
  const t = useFormTexts();
  const text = fieldText(props, t('labels.text'));
  return (
    <TextInput
      text={{ ...text, required: text.required || rule.required === true }}
      value={String(formData ?? '')}
      placeholder={uiSchema['ui:placeholder']}
      inputMode={inputModeOf(rule.is)}
      suggestions={names}
      problem={textProblem(
        formData,
        { ...rule, required: text.required || rule.required },
        t,
      )}
      onChange={typed => onChange(read(typed, rule.is))}
    />
  );
}

function inputModeOf(kind: TextKind | undefined) {
  const whole = isNumeric(kind) ? 'numeric' : undefined;
  return kind === 'decimal' ? 'decimal' : whole;
}

/** What is no number stays as it was typed, and is refused in words; so does one that is not typed to its end, such as `0.` or `0.0`. */
function read(typed: string, kind: TextKind | undefined): string | number {
  const text = typed.trim();
  const isNumber =
    kind === 'decimal'
      ? /^\d{1,15}(\.\d{0,8}[1-9])?$/.test(text)
      : isNumeric(kind) && /^-?\d{1,15}$/.test(text);
  return isNumber ? Number(text) : typed;
}

const NAME = 'TenancyText';

type Ui = Record<string, { 'ui:field'?: string; 'ui:options'?: TextOptions }>;

const validateText: CustomFieldValidator<string | number, TextOptions> = (
  value: unknown,
  field,
  { uiSchema, apiHolder },
) => {
  const t = formTextsOf(apiHolder);
  if (!Array.isArray(value)) {
    const problem = textProblem(
      value as string | number,
      uiSchema?.['ui:options'] ?? {},
      t,
    );
    if (problem) {
      field.addError(problem);
    }
    return;
  }
  // Within a list the wizard hands over all of it, with the options of each field of a row.
  const columns = Object.entries((uiSchema ?? {}) as Ui).filter(
    ([, ui]) => ui?.['ui:field'] === NAME,
  );
  value.forEach((row, index) => {
    for (const [column, ui] of columns) {
      const problem = textProblem(row?.[column], ui['ui:options'] ?? {}, t);
      if (problem) {
        field.addError(rowProblem(index, problem, t));
      }
    }
  });
};

export const textFieldOptions = {
  name: NAME,
  component: keepsDraft(Text),
  schema: textSchema,
  validation: validateText,
};

/** Form field `TenancyText`. */
export const textField = createFormField(textFieldOptions);
