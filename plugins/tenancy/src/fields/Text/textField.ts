import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft } from '../shared';
import { textProblem } from './problems';
import { textSchema, type TextOptions } from './schema';
import { Text } from './Text';

const NAME = 'TenancyText';

type Ui = Record<string, { 'ui:field'?: string; 'ui:options'?: TextOptions }>;

const validateText: CustomFieldValidator<string | number, TextOptions> = (
  value: unknown,
  field,
  { uiSchema },
) => {
  if (!Array.isArray(value)) {
    const problem = textProblem(
      value as string | number,
      uiSchema?.['ui:options'] ?? {},
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
      const problem = textProblem(row?.[column], ui['ui:options'] ?? {});
      if (problem) {
        field.addError(`Row ${index + 1}: ${problem}`);
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
