import { useApi } from '@backstage/core-plugin-api';
import { tenancyApiRef } from '../../api';
import { describeError } from '../../status';
import {
  FieldNote,
  TextInput,
  fieldText,
  formDataOf,
  useAnswer,
  useDebounced,
} from '../shared';
import { findNameProblem } from './findNameProblem';
import { nameProblem } from './nameProblem';
import type { TenantNameProps } from './schema';

const TYPING_MS = 400;

/** Asks for the name of a new tenant and says while one types whether it can be had. */
export function TenantName(props: TenantNameProps) {
  const { formData: name = '', onChange } = props;
  const api = useApi(tenancyApiRef);
  const form = formDataOf(props);
  const shape = name === '' ? undefined : nameProblem(name);
  const settled = useDebounced(name, TYPING_MS);
  const asked = settled !== '' && settled === name && !shape;
  const { value, error, pending } = useAnswer(
    asked ? settled : undefined,
    async (candidate, signal) => ({
      problem: await findNameProblem({
        api,
        name: candidate,
        formData: form,
        signal,
      }),
    }),
  );
  const problem = shape ?? value?.problem;
  const text = fieldText(props, 'Name');

  return (
    <TextInput
      text={text}
      value={name}
      onChange={onChange}
      problem={problem ?? (name === '' ? nameProblem(name) : undefined)}
      eager={problem !== undefined}
    >
      {!problem && pending && <FieldNote tone="busy">Looking</FieldNote>}
      {!problem && !pending && error && (
        <FieldNote tone="unknown">
          Nobody could say whether {name} is free: {describeError(error)}
        </FieldNote>
      )}
      {!problem && !pending && !error && asked && value && (
        <FieldNote tone="good">{name} is free</FieldNote>
      )}
    </TextInput>
  );
}
