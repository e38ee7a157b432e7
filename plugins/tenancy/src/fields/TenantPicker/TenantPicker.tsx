import { identityApiRef } from '@backstage/core-plugin-api';
import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { useEffect } from 'react';
import { formTextsOf, useFormTexts } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import { LoadingLines } from '../../components/QueryState';
import { useOwnership, useTenants } from '../../hooks';
import { describeError } from '../../status';
import { FieldNote, fieldText, keepsDraft, OneOf, withReason } from '../shared';
import { ownTenants } from './ownTenants';
import { tenantPickerSchema } from './schema';

/** Properties of the field. */
type TenantPickerProps = typeof tenantPickerSchema.TProps;

/** Chooses one of the tenants that the user owns; takes the only one by itself. */
function TenantPicker(props: TenantPickerProps) {
  const { formData, onChange } = props;
  const t = useFormTexts();
  const text = fieldText(props, t('labels.tenant'));
  const ownership = useOwnership();
  const { data, error } = useTenants();
  const own =
    data && ownership.data ? ownTenants(data.items, ownership.data) : undefined;
  const only = own?.length === 1 ? own[0].name : undefined;

  useEffect(() => {
    if (!formData && only) {
      onChange(only);
    }
  }, [formData, only, onChange]);

  const problem = error ?? ownership.error;
  if (!own) {
    return problem ? (
      <FieldNote tone="unknown">
        {t('tenant.unread', {
          label: text.label,
          why: describeError(problem),
        })}
      </FieldNote>
    ) : (
      <LoadingLines lines={1} />
    );
  }
  if (own.length === 0) {
    return (
      <FieldNote tone="bad">
        {data?.denied
          ? t('tenant.denied', { permission: data.denied })
          : t('tenant.none')}
      </FieldNote>
    );
  }
  return (
    <OneOf
      text={text}
      options={own.map(({ name }) => ({ value: name, label: name }))}
      value={formData}
      onChange={onChange}
    />
  );
}

const validateTenant: CustomFieldValidator<string> = async (
  tenant,
  field,
  { apiHolder },
) => {
  const t = formTextsOf(apiHolder);
  if (!tenant) {
    field.addError(t('tenant.choose'));
    return;
  }
  const identity = await apiHolder.get(identityApiRef)?.getBackstageIdentity();
  const tenants = await apiHolder.get(tenancyApiRef)?.getTenants();
  if (
    identity &&
    tenants &&
    !ownTenants(tenants.data.items, identity.ownershipEntityRefs).some(
      ({ name }) => name === tenant,
    )
  ) {
    field.addError(t('tenant.notYours', { name: tenant }));
  }
};

export const tenantPickerFieldOptions = {
  name: 'TenancyTenantPicker',
  component: keepsDraft(TenantPicker),
  schema: tenantPickerSchema,
  validation: withReason(validateTenant),
};

/** Form field `TenancyTenantPicker`. */
export const tenantPickerField = createFormField(tenantPickerFieldOptions);
