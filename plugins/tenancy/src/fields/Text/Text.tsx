import { TextInput, fieldText } from '../shared';
import { isNumeric, textProblem, type TextKind } from './problems';
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
      inputMode={inputModeOf(rule.is)}
      problem={textProblem(formData, {
        ...rule,
        required: text.required || rule.required,
      })}
      onChange={typed => onChange(read(typed, rule.is))}
    />
  );
}

function inputModeOf(kind: TextKind | undefined) {
  const whole = isNumeric(kind) ? 'numeric' : undefined;
  return kind === 'decimal' ? 'decimal' : whole;
}

/** What is no number stays as it was typed, and is refused in words; so does one that is not typed to its end, such as `0.` or `0.0`. */
function read(typed: string, kind: TextKind | undefined): string | number {
  const text = typed.trim();
  const isNumber =
    kind === 'decimal'
      ? /^\d{1,15}(\.\d{0,8}[1-9])?$/.test(text)
      : isNumeric(kind) && /^-?\d{1,15}$/.test(text);
  return isNumber ? Number(text) : typed;
}
