import FormHelperText from '@material-ui/core/FormHelperText';

/** What a template says about a field, below it, as the form says it of its own fields. */
export function FieldHint(props: { id: string; text: string | undefined }) {
  return props.text ? (
    <FormHelperText id={`${props.id}-hint`} error={false}>
      {props.text}
    </FormHelperText>
  ) : null;
}
