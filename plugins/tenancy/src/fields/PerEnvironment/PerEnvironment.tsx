import FormLabel from '@material-ui/core/FormLabel';
import { makeStyles } from '@material-ui/core/styles';
import type { JsonValue } from '@backstage/types';
import {
  FieldGroup,
  FieldHint,
  fieldText,
  formDataOf,
  isBlank,
  PlatformGate,
  textOf,
  uiOf,
} from '../shared';
import { useOfferedEnvironments } from '../Environments/useOfferedEnvironments';
import { errorsAt, problemsIn } from '../Rows/problemsIn';
import { environmentSchema, itemSchema } from './environmentSchema';
import { EnvironmentPanel } from './EnvironmentPanel';
import type { PerEnvironmentProps } from './schema';

const useStyles = makeStyles(
  { list: { minWidth: 0, margin: 0, padding: 0, border: 0 } },
  { name: 'TenancyPerEnvironment' },
);

/** Fields that each environment may have of its own, below its name; those that the value knows already are shown too. */
export function PerEnvironment(props: PerEnvironmentProps) {
  const { formData = {}, registry, schema, uiSchema, onChange } = props;
  const classes = useStyles();
  const text = fieldText(props, 'Environments');
  const tenant = textOf(formDataOf(props), uiSchema['ui:options']?.tenant);
  const offered = useOfferedEnvironments(tenant);
  const item = itemSchema(schema);
  const set = (name: string, value: unknown) =>
    onChange({ ...formData, [name]: value as JsonValue });
  return (
    <PlatformGate label={text.label}>
      {platform => {
        const names = [
          ...new Set([...offered(platform), ...Object.keys(formData)]),
        ];
        const each = environmentSchema(schema, names);
        const problems = problemsIn(each, uiOf(each), formData);
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
                      set(name, isBlank(value) ? undefined : value)
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
                onChange={value => onChange(value as Record<string, JsonValue>)}
              />
            )}
          </fieldset>
        );
      }}
    </PlatformGate>
  );
}
