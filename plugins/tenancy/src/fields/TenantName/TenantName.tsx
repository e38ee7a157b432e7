import { useApi } from '@backstage/core-plugin-api';
import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { tenancyApiRef } from '../../api';
import { describeError } from '../../status';
import {
  FieldNote,
  fieldText,
  formDataOf,
  keepsDraft,
  TextInput,
  useAnswer,
  useDebounced,
  withReason,
} from '../shared';
import { findNameProblem } from './findNameProblem';
import { nameProblem } from './nameProblem';
import { tenantNameSchema } from './schema';

/** Properties of the field. */
type TenantNameProps = typeof tenantNameSchema.TProps;

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

const validateTenantName: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder, formData },
) => {
  const api = apiHolder.get(tenancyApiRef);
  const problem = api
    ? await findNameProblem({ api, name, formData })
    : nameProblem(name);
  if (problem) {
    field.addError(problem);
  }
};

export const tenantNameFieldOptions = {
  name: 'TenancyTenantName',
  component: keepsDraft(TenantName),
  schema: tenantNameSchema,
  validation: withReason(validateTenantName),
};

/** Form field `TenancyTenantName`. */
export const tenantNameField = createFormField(tenantNameFieldOptions);
