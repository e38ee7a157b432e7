import { useApiHolder } from '@backstage/core-plugin-api';
import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { useEffect } from 'react';
import { formTextsOf, useFormTexts } from '../../translations/forms';
import { LoadingLines } from '../../components/QueryState';
import { useTenancyQuery } from '../../queries';
import { describeError } from '../../status';
import {
  FieldNote,
  fieldText,
  keepsDraft,
  OneOf,
  PlatformGate,
} from '../shared';
import { readOwners } from './offeredOwners';
import { ownerSchema } from './schema';

/** Properties of the field. */
type OwnerProps = typeof ownerSchema.TProps;

/** Chooses the group that owns a tenant: one of the user's own, which is there already where there is only one. */
export function Owner(props: OwnerProps) {
  const t = useFormTexts();
  const { label } = fieldText(props, t('labels.owner'));
  return (
    <PlatformGate label={label}>
      {platform => <OwnerInput {...props} platform={platform} />}
    </PlatformGate>
  );
}

function OwnerInput(props: OwnerProps & { platform: PlatformView }) {
  const { formData, onChange, platform } = props;
  const t = useFormTexts();
  const text = fieldText(props, t('labels.owner'));
  const apis = useApiHolder();
  const { data: value, error } = useTenancyQuery({
    queryKey: ['owners', platform.findings !== undefined],
    queryFn: () => readOwners(apis, platform),
  });
  const mine =
    value && value.all.length === value.own.length
      ? value.own[0]?.ref
      : undefined;

  useEffect(() => {
    if (!formData && mine) {
      onChange(mine);
    }
  }, [formData, mine, onChange]);

  if (error) {
    return (
      <FieldNote tone="unknown">
        {t('owner.unread', { label: text.label, why: describeError(error) })}
      </FieldNote>
    );
  }
  if (!value) {
    return <LoadingLines lines={1} />;
  }
  if (value.all.length === 0) {
    return <FieldNote tone="bad">{t('owner.none')}</FieldNote>;
  }
  return (
    <OneOf
      text={text}
      options={value.all.map(({ ref, title }) => ({
        value: ref,
        label: title,
      }))}
      value={formData}
      onChange={onChange}
    />
  );
}

/** Whether the group is one of the user's, the preview says: those who run the platform may name any. */
const validateOwner: CustomFieldValidator<string> = (
  owner,
  field,
  { apiHolder },
) => {
  if (!owner) {
    field.addError(formTextsOf(apiHolder)('owner.choose'));
  }
};

export const ownerFieldOptions = {
  name: 'TenancyOwner',
  component: keepsDraft(Owner),
  schema: ownerSchema,
  validation: validateOwner,
};

/** Form field `TenancyOwner`. */
export const ownerField = createFormField(ownerFieldOptions);
