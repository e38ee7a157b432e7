import { useFormTexts } from '../../translations/forms';
import { LoadingLines } from '../../components/QueryState';
import { describeError } from '../../status';
import { FieldNote, OneOf, fieldText } from '../shared';
import type { RequestNameProps } from './schema';

/** Chooses one of the names, once they are known. */
export function NameSelect(
  props: RequestNameProps & {
    names: string[] | undefined;
    error: Error | undefined;
    none: string;
  },
) {
  const { formData, onChange, names, error, none } = props;
  const t = useFormTexts();
  const text = fieldText(props, t('labels.name'));
  if (!names) {
    return error ? (
      <FieldNote tone="unknown">
        {t('request.namesUnread', {
          label: text.label,
          why: describeError(error),
        })}
      </FieldNote>
    ) : (
      <LoadingLines lines={1} />
    );
  }
  if (names.length === 0) {
    return <FieldNote tone="bad">{none}</FieldNote>;
  }
  return (
    <OneOf
      text={text}
      options={names.map(name => ({ value: name, label: name }))}
      value={formData}
      onChange={onChange}
    />
  );
}
