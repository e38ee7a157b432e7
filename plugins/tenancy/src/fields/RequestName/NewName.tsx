import { useFormTexts } from '../../translations/forms';
import { TextInput, fieldText } from '../shared';
import { nameProblem } from '../TenantName/nameProblem';
import type { RequestNameProps } from './schema';

/** Asks for a name that is new. Whether it is taken, the preview says. */
export function NewName(props: RequestNameProps) {
  const t = useFormTexts();
  const { formData: name = '', onChange } = props;
  return (
    <TextInput
      text={fieldText(props, t('labels.name'))}
      value={name}
      onChange={onChange}
      problem={nameProblem(name, t)}
      eager={name !== ''}
    />
  );
}
