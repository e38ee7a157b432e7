import type { FieldDrift, ObjectDrift } from '@groundwork/engine';

/**
 * Drift for a caller: the values of ConfigMaps are for the owners of the tenant alone, others see which keys differ.
 */
export function redactDrift(
  objects: readonly ObjectDrift[],
  isOwner: boolean,
): ObjectDrift[] {
  return objects.map(object =>
    isOwner || object.ref.group !== '' || object.ref.kind !== 'ConfigMap'
      ? object
      : { ...object, fields: object.fields.map(withoutValues) },
  );
}

function withoutValues(field: FieldDrift): FieldDrift {
  return /^(data|binaryData)\b/.test(field.path)
    ? {
        ...field,
        git: { hidden: true },
        cluster: { hidden: true },
        ...(field.newest ? { newest: { hidden: true } } : {}),
      }
    : field;
}
