import { Select } from '@backstage/ui';
import { LoadingLines } from '../../components/QueryState';
import { describeError } from '../../status';
import { FieldNote, fieldText } from '../shared';
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
  const text = fieldText(props, 'Name');
  if (!names) {
    return error ? (
      <FieldNote tone="unknown">
        {text.label}: what is there could not be read. {describeError(error)}
      </FieldNote>
    ) : (
      <LoadingLines lines={1} />
    );
  }
  if (names.length === 0) {
    return <FieldNote tone="bad">{none}</FieldNote>;
  }
  return (
    <Select
      {...text}
      search={names.length > 10 ? true : undefined}
      options={names.map(name => ({ id: name, label: name }))}
      selectedKey={formData ?? null}
      onSelectionChange={key =>
        onChange(key === null ? undefined : String(key))
      }
    />
  );
}
