import { TextField } from '@backstage/ui';
import { FieldNote, fieldText } from '../shared';
import { nameProblem } from '../TenantName/nameProblem';
import type { RequestNameProps } from './schema';

/** Asks for a name that is new. Whether it is taken, the preview says. */
export function NewName(props: RequestNameProps) {
  const { formData: name = '', onChange } = props;
  const text = fieldText(props, 'Name');
  const problem = name === '' ? undefined : nameProblem(name);
  return (
    <div>
      <TextField
        {...text}
        isInvalid={text.isInvalid || Boolean(problem)}
        value={name}
        onChange={onChange}
        autoComplete="off"
        spellCheck="false"
      />
      {problem && <FieldNote tone="bad">{problem}</FieldNote>}
    </div>
  );
}
