import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { tenancyApiRef } from '../../api';
import { textsOf, withReason } from '../shared';
import { Gateway } from './Gateway';
import { offeredGateways } from './offeredGateways';
import { gatewaySchema } from './schema';

const validateGateway: CustomFieldValidator<
  string,
  { environments?: string; protocols?: string[] }
> = async (gateway, field, { apiHolder, formData, uiSchema }) => {
  const platform = await apiHolder.get(tenancyApiRef)?.getPlatform();
  const options = uiSchema?.['ui:options'];
  if (
    platform &&
    !offeredGateways(
      platform,
      textsOf(formData, options?.environments),
      options?.protocols,
    ).some(({ name }) => name === gateway)
  ) {
    field.addError(`"${gateway}" is no gateway of all chosen environments`);
  }
};

export const gatewayFieldOptions = {
  name: 'TenancyGateway',
  component: Gateway,
  schema: gatewaySchema,
  validation: withReason(validateGateway),
};

/** Form field `TenancyGateway`. */
export const gatewayField = createFormField(gatewayFieldOptions);
