import { TextInput, fieldText } from '../shared';
import { isNumeric, textProblem } from './problems';
import type { TextProps } from './schema';

/** A line of text that says in words what is wrong with it, once one leaves it. */
export function Text(props: TextProps) {
  const { formData, onChange, uiSchema } = props;
  const rule = uiSchema['ui:options'] ?? {};
  const text = fieldText(props, 'Text');
  return (
    <TextInput
      text={{ ...text, required: text.required || rule.required === true }}
      value={String(formData ?? '')}
      placeholder={uiSchema['ui:placeholder']}
      inputMode={isNumeric(rule.is) ? 'numeric' : undefined}
      problem={textProblem(formData, {
        ...rule,
        required: text.required || rule.required,
      })}
      onChange={typed => onChange(read(typed, isNumeric(rule.is)))}
    />
  );
}

/** What is no number stays as it was typed, and is refused in words. */
function read(typed: string, numeric: boolean): string | number {
  return numeric && /^-?\d{1,15}$/.test(typed.trim()) ? Number(typed) : typed;
}
