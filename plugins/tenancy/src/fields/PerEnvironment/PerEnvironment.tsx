import { PlatformGate, formDataOf, textOf } from '../shared';
import { useOfferedEnvironments } from '../Environments/useOfferedEnvironments';
import { environmentSchema } from './environmentSchema';
import type { PerEnvironmentProps } from './schema';

/** Fields that each environment may have of its own, below its name; those that the value knows already are shown too. */
export function PerEnvironment(props: PerEnvironmentProps) {
  const { formData, registry, schema, uiSchema, idSchema } = props;
  const { 'ui:field': _, 'ui:options': options, ...rest } = uiSchema;
  const { additionalProperties: item = {} } = rest as {
    additionalProperties?: object;
  };
  const tenant = textOf(formDataOf(props), options?.tenant);
  const offered = useOfferedEnvironments(tenant);
  const { ObjectField } = registry.fields;
  return (
    <PlatformGate label={schema.title ?? 'Environments'}>
      {platform => {
        const names = [
          ...new Set([...offered(platform), ...Object.keys(formData ?? {})]),
        ];
        const each = environmentSchema({ ...schema }, names);
        return (
          <ObjectField
            {...props}
            schema={each}
            uiSchema={{
              ...rest,
              ...Object.fromEntries(names.map(name => [name, item])),
            }}
            idSchema={registry.schemaUtils.toIdSchema(
              each,
              idSchema.$id,
              formData,
            )}
          />
        );
      }}
    </PlatformGate>
  );
}
