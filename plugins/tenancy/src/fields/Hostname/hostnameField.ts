import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import { keepsDraft, textOf, textsOf, withReason } from '../shared';
import { Hostname } from './Hostname';
import { hostnameSchema } from './schema';

const REFUSED = ['taken', 'notOffered', 'invalid'];

const validateHostname: CustomFieldValidator<
  string,
  { tenant: string; environment?: string }
> = async (hostname, field, { apiHolder, formData, uiSchema }) => {
  const options = uiSchema?.['ui:options'];
  const api = apiHolder.get(tenancyApiRef);
  const tenant = textOf(formData, options?.tenant);
  if (!api || !tenant || !hostname) {
    return;
  }
  const chosen = textsOf(formData, options?.environment);
  const environments =
    chosen.length > 0
      ? chosen
      : (await api.getPlatform()).environments.slice(0, 1).map(e => e.name);
  for (const environment of environments) {
    const { verdict, message } = await api.checkHostname({
      tenant,
      environment,
      hostname,
    });
    if (REFUSED.includes(verdict)) {
      field.addError(
        environments.length > 1
          ? formTextsOf(apiHolder)('hostname.problem', { environment, message })
          : message,
      );
    }
  }
};

export const hostnameFieldOptions = {
  name: 'TenancyHostname',
  component: keepsDraft(Hostname),
  schema: hostnameSchema,
  validation: withReason(validateHostname),
};

/** Form field `TenancyHostname`. */
export const hostnameField = createFormField(hostnameFieldOptions);
