import { useApi } from '@backstage/core-plugin-api';
import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf, useFormTexts } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import { useTypedQuery } from '../../queries';
import { describeError } from '../../status';
import {
  FieldNote,
  fieldText,
  formDataOf,
  keepsDraft,
  TextInput,
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
  const t = useFormTexts();
  const { formData: name = '', onChange } = props;
  const api = useApi(tenancyApiRef);
  const form = formDataOf(props);
  const shape = name === '' ? undefined : nameProblem(name, t);
  const { data, error, isFetching } = useTypedQuery({
    subject: name === '' || shape ? undefined : ['tenants', name],
    pause: TYPING_MS,
    ask: async signal => ({
      problem: await findNameProblem({ api, name, formData: form, signal, t }),
    }),
  });
  const problem = shape ?? data?.problem;
  const text = fieldText(props, t('labels.name'));

  return (
    <TextInput
      text={text}
      value={name}
      onChange={onChange}
      problem={problem ?? (name === '' ? nameProblem(name, t) : undefined)}
      eager={problem !== undefined}
    >
      {!problem && isFetching && (
        <FieldNote tone="busy">{t('shared.looking')}</FieldNote>
      )}
      {!isFetching && error && (
        <FieldNote tone="unknown">
          {t('name.unknown', { name, why: describeError(error) })}
        </FieldNote>
      )}
      {!problem && data && (
        <FieldNote tone="good">{t('name.free', { name })}</FieldNote>
      )}
    </TextInput>
  );
}

const validateTenantName: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder, formData },
) => {
  const t = formTextsOf(apiHolder);
  const api = apiHolder.get(tenancyApiRef);
  const problem = api
    ? await findNameProblem({ api, name, formData, t })
    : nameProblem(name, t);
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
