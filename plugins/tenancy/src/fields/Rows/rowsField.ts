import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { type FormTexts, formTextsOf } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import { type FieldUi, keepsDraft, withReason } from '../shared';
import type { SecretPathOptions } from '../SecretPath/schema';
import { pathProblem, secretPrefix } from '../SecretPath/secretPrefix';
import {
  describeProblemAt,
  type Judge,
  judgeAlone,
  problemsIn,
} from './problemsIn';
import { Rows } from './Rows';
import { rowsSchema } from './schema';

const SECRET_PATH = 'TenancySecretPath';

/** The wizard asks no field inside of a list, so the list answers for all of them. */
const validateRows: CustomFieldValidator<JsonValue[]> = async (
  rows,
  field,
  { schema, uiSchema, formData, apiHolder },
) => {
  const t = formTextsOf(apiHolder);
  const ui: FieldUi = uiSchema ?? {};
  const platform = JSON.stringify(ui).includes(SECRET_PATH)
    ? await apiHolder.get(tenancyApiRef)?.getPlatform()
    : undefined;
  const judge = platform ? judgeIn(platform, formData, t) : judgeAlone(t);
  for (const problem of problemsIn(schema, ui, rows, judge)) {
    field.addError(describeProblemAt(problem, t));
  }
};

/** Paths of secrets lie below a prefix that the platform knows. */
function judgeIn(
  platform: PlatformView,
  formData: JsonObject,
  t: FormTexts,
): Judge {
  return {
    t,
    problem: (ui, value) => {
      const found =
        ui['ui:field'] === SECRET_PATH
          ? secretPrefix(
              platform,
              formData,
              ui['ui:options'] as SecretPathOptions | undefined,
            )
          : undefined;
      return found
        ? pathProblem(typeof value === 'string' ? value : '', found, t)
        : judgeAlone(t).problem(ui, value);
    },
  };
}

export const rowsFieldOptions = {
  name: 'TenancyRows',
  component: keepsDraft(Rows),
  schema: rowsSchema,
  validation: withReason(validateRows),
};

/** Form field `TenancyRows`. */
export const rowsField = createFormField(rowsFieldOptions);
