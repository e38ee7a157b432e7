import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { tenancyApiRef } from '../../api';

/** Refuses a tier that the platform does not offer. */
export const validateTier: CustomFieldValidator<string> = async (
  tier,
  field,
  { apiHolder },
) => {
  if (!tier) {
    field.addError('Choose a size');
    return;
  }
  const platform = await apiHolder.get(tenancyApiRef)?.getPlatform();
  if (platform && !platform.tiers.some(({ name }) => name === tier)) {
    field.addError(
      `"${tier}" is not a tier; the platform offers ${platform.tiers
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
};
