import FormLabel from '@material-ui/core/FormLabel';
import { makeStyles } from '@material-ui/core/styles';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  type FieldSchema,
  type FieldUi,
  isFieldSchema,
  propertiesOf,
  uiAt,
} from './FieldSchema';

/** What the form hands to each field to draw others with, whatever the value of that field is. */
type FormRegistry = FieldExtensionComponentProps<unknown>['registry'];

/** A part of a form as the form itself takes it. */
type FormSchema = Parameters<FormRegistry['schemaUtils']['toIdSchema']>[0];
type FormUi = FieldExtensionComponentProps<unknown>['uiSchema'];

/** Errors of fields, by the way to each. */
export interface GroupErrors {
  __errors?: string[];
  [field: string]: GroupErrors | string[] | undefined;
}

const useStyles = makeStyles(
  theme => ({
    group: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 11rem), 1fr))',
      columnGap: theme.spacing(2),
      alignItems: 'start',
    },
    inner: {
      gridColumn: '1 / -1',
      minWidth: 0,
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      border: 0,
    },
    wide: { gridColumn: '1 / -1', minWidth: 0 },
  }),
  { name: 'TenancyFieldGroup' },
);

/** The fields of an object beside each other, without a heading for each object in it. What is emptied goes. */
export function FieldGroup(props: {
  id: string;
  schema: FieldSchema;
  ui: FieldUi;
  value: unknown;
  errors?: GroupErrors;
  /** That of the field around it. */
  registry: object;
  disabled?: boolean;
  onChange: (value: Record<string, unknown>) => void;
}) {
  const { id, schema, ui, errors, disabled, onChange } = props;
  const registry = props.registry as FormRegistry;
  const classes = useStyles();
  const { SchemaField } = registry.fields;
  const value = isFieldSchema(props.value) ? props.value : {};
  const set = (name: string, changed: unknown) => {
    const { [name]: _, ...others } = value;
    const next =
      changed === '' || changed === undefined
        ? others
        : { ...value, [name]: changed };
    // What another choice would have shown goes with it; what no field shows stays.
    const shown = propertiesOf(schema, next);
    const gone = Object.keys(propertiesOf(schema, value)).filter(
      key => !Object.hasOwn(shown, key),
    );
    onChange(
      Object.fromEntries(
        Object.entries(next).filter(([key]) => !gone.includes(key)),
      ),
    );
  };
  return (
    <div className={classes.group}>
      {Object.entries(propertiesOf(schema, value)).map(([name, member]) => {
        const inner = uiAt(ui, name);
        const at = `${id}_${name}`;
        const wrong = errors?.[name];
        const own = Array.isArray(wrong) ? undefined : wrong;
        if (member.properties && inner['ui:field'] === undefined) {
          return (
            <fieldset key={name} className={classes.inner}>
              <FormLabel component="legend">{member.title ?? name}</FormLabel>
              <FieldGroup
                {...props}
                id={at}
                schema={member}
                ui={inner}
                value={value[name]}
                errors={own}
                onChange={changed => set(name, changed)}
              />
            </fieldset>
          );
        }
        return (
          <div key={name} className={isWide(member) ? classes.wide : undefined}>
            <SchemaField
              name={name}
              schema={member as FormSchema}
              uiSchema={inner as FormUi}
              idSchema={registry.schemaUtils.toIdSchema(
                member as FormSchema,
                at,
                value[name],
              )}
              idPrefix="root"
              formData={value[name]}
              errorSchema={own as never}
              formContext={registry.formContext}
              registry={registry}
              disabled={disabled}
              readonly={false}
              required={isRequired(inner)}
              onBlur={() => {}}
              onFocus={() => {}}
              onChange={(changed: unknown) => set(name, changed)}
            />
          </div>
        );
      })}
    </div>
  );
}

function isRequired(ui: FieldUi): boolean {
  return ui['ui:options']?.required === true;
}

/** Lists and maps take a line of their own. */
function isWide(schema: FieldSchema): boolean {
  return ['items', 'patternProperties', 'additionalProperties'].some(
    key => schema[key] !== undefined,
  );
}
