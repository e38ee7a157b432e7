/** What a field's schema says it is called. */
export interface FieldText {
  label: string;
  description?: string;
  isRequired: boolean;
  isDisabled: boolean;
  isInvalid: boolean;
  validationBehavior: 'aria';
}

/** Label and description of a field from its schema, with the state that all inputs share. */
export function fieldText(
  props: {
    schema: { title?: string; description?: string };
    required?: boolean;
    disabled?: boolean;
    readonly?: boolean;
    rawErrors?: string[];
  },
  fallback: string,
): FieldText {
  return {
    label: props.schema.title ?? fallback,
    description: props.schema.description,
    isRequired: props.required ?? false,
    isDisabled: Boolean(props.disabled || props.readonly),
    isInvalid: (props.rawErrors?.length ?? 0) > 0,
    // The wizard judges and says why; the browser's own bubbles would keep it from being asked.
    validationBehavior: 'aria',
  };
}
