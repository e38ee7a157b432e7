/** What a field is called and the state that all inputs share. */
export interface FieldText {
  id: string;
  label: string;
  description?: string;
  required: boolean;
  disabled: boolean;
  /** Whether the form has found something wrong; it says what below the field. */
  error: boolean;
  /** What the form says of it. */
  errors: readonly string[];
}

/** Label and description of a field from its schema, with the state that all inputs share. */
export function fieldText(
  props: {
    schema: { title?: string; description?: string };
    idSchema?: { $id?: string };
    required?: boolean;
    disabled?: boolean;
    readonly?: boolean;
    rawErrors?: string[];
  },
  fallback: string,
): FieldText {
  return {
    id: props.idSchema?.$id ?? fallback,
    label: props.schema.title ?? fallback,
    description: props.schema.description,
    required: props.required ?? false,
    disabled: Boolean(props.disabled || props.readonly),
    error: (props.rawErrors?.length ?? 0) > 0,
    errors: props.rawErrors ?? [],
  };
}
