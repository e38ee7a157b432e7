import { TextInput, fieldText } from '../shared';
import { nameProblem } from '../TenantName/nameProblem';
import type { RequestNameProps } from './schema';

/** Asks for a name that is new. Whether it is taken, the preview says. */
export function NewName(props: RequestNameProps) {
  const { formData: name = '', onChange } = props;
  return (
    <TextInput
      text={fieldText(props, 'Name')}
      value={name}
      onChange={onChange}
      problem={nameProblem(name)}
      eager={name !== ''}
    />
  );
}
