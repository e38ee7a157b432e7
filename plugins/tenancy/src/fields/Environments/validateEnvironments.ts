import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { tenancyApiRef } from '../../api';
import { textList } from '../shared';

/** Refuses an empty choice and environments that the platform does not offer. */
export const validateEnvironments: CustomFieldValidator<
  string[],
  { tenant?: string | string[]; optional?: boolean }
> = async (value, field, { apiHolder, uiSchema }) => {
  const chosen = textList(value);
  if (chosen.length === 0 && !uiSchema?.['ui:options']?.optional) {
    field.addError('Choose at least one environment');
    return;
  }
  const platform = await apiHolder.get(tenancyApiRef)?.getPlatform();
  const offered = platform?.environments.map(({ name }) => name) ?? chosen;
  chosen
    .filter(name => !offered.includes(name))
    .forEach(name =>
      field.addError(
        `"${name}" is not an environment; the platform offers ${offered.join(
          ', ',
        )}`,
      ),
    );
};
