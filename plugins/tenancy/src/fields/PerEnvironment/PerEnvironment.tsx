import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { JsonValue } from '@backstage/types';
import FormLabel from '@material-ui/core/FormLabel';
import { makeStyles } from '@material-ui/core/styles';
import { formTextsOf, useFormTexts } from '../../translations/forms';
import { useOfferedEnvironments } from '../Environments/useOfferedEnvironments';
import {
  describeProblemAt,
  errorsAt,
  judgeAlone,
  problemsIn,
} from '../Rows/problemsIn';
import {
  FieldGroup,
  FieldHint,
  fieldText,
  formDataOf,
  keepsDraft,
  PlatformGate,
  textOf,
  uiOf,
} from '../shared';
import { EnvironmentPanel } from './EnvironmentPanel';
import { environmentSchema, itemSchema } from './environmentSchema';
import { isUntouched } from './isUntouched';
import { perEnvironmentSchema } from './schema';

/** Properties of the field. */
type PerEnvironmentProps = typeof perEnvironmentSchema.TProps;

const useStyles = makeStyles(
  { list: { minWidth: 0, margin: 0, padding: 0, border: 0 } },
  { name: 'TenancyPerEnvironment' },
);

/** Fields that each environment may have of its own, below its name; those that the value knows already are shown too. */
function PerEnvironment(props: PerEnvironmentProps) {
  const { formData = {}, registry, schema, uiSchema, onChange } = props;
  const classes = useStyles();
  const t = useFormTexts();
  const text = fieldText(props, t('labels.environments'));
  const tenant = textOf(formDataOf(props), uiSchema['ui:options']?.tenant);
  const offered = useOfferedEnvironments(tenant);
  const item = itemSchema(schema);
  const write = (value: Record<string, unknown>) =>
    onChange(
      Object.values(value).every(own => isUntouched(own, item))
        ? undefined
        : (value as Record<string, JsonValue>),
    );
  const set = (name: string, value: unknown) =>
    write({ ...formData, [name]: value });
  return (
    <PlatformGate label={text.label}>
      {platform => {
        const names = [
          ...new Set([...offered(platform), ...Object.keys(formData)]),
        ];
        const each = environmentSchema(schema, names);
        const problems = problemsIn(each, uiOf(each), formData, judgeAlone(t));
        const errors = text.error ? errorsAt(problems) : {};
        return (
          <fieldset
            className={classes.list}
            id={text.id}
            disabled={text.disabled}
          >
            <FormLabel component="legend">{text.label}</FormLabel>
            <FieldHint id={text.id} text={text.description} />
            {item.properties ? (
              names.map(name => (
                <EnvironmentPanel
                  key={name}
                  name={name}
                  item={item}
                  value={formData[name]}
                  isWrong={problems.some(({ path }) => path[0] === name)}
                >
                  <FieldGroup
                    id={`${text.id}_${name}`}
                    schema={item}
                    ui={uiOf(item)}
                    value={formData[name]}
                    errors={
                      Array.isArray(errors[name]) ? undefined : errors[name]
                    }
                    registry={registry}
                    disabled={text.disabled}
                    onChange={value =>
                      set(name, isUntouched(value, item) ? undefined : value)
                    }
                  />
                </EnvironmentPanel>
              ))
            ) : (
              <FieldGroup
                id={text.id}
                schema={each}
                ui={uiOf(each)}
                value={formData}
                errors={errors}
                registry={registry}
                disabled={text.disabled}
                onChange={write}
              />
            )}
          </fieldset>
        );
      }}
    </PlatformGate>
  );
}

/** The wizard asks no field below an environment, so this one answers for all of them. */
const validatePerEnvironment: CustomFieldValidator<
  Record<string, JsonValue>
> = (values, field, { schema, apiHolder }) => {
  const t = formTextsOf(apiHolder);
  const each = environmentSchema(schema, Object.keys(values ?? {}));
  for (const problem of problemsIn(each, uiOf(each), values, judgeAlone(t))) {
    field.addError(describeProblemAt(problem, t));
  }
};

export const perEnvironmentFieldOptions = {
  name: 'TenancyPerEnvironment',
  component: keepsDraft(PerEnvironment),
  schema: perEnvironmentSchema,
  validation: validatePerEnvironment,
};

/** Form field `TenancyPerEnvironment`. */
export const perEnvironmentField = createFormField(perEnvironmentFieldOptions);
