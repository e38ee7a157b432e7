import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import { readChosenEnvironments } from '../Environments/chosenEnvironments';
import { keepsDraft, withReason } from '../shared';
import { Gateway } from './Gateway';
import { gatewaysFor } from './offeredGateways';
import { gatewaySchema, type GatewayOptions } from './schema';

const validateGateway: CustomFieldValidator<string, GatewayOptions> = async (
  gateway,
  field,
  { apiHolder, formData, uiSchema },
) => {
  const t = formTextsOf(apiHolder);
  if (!gateway) {
    // Empty is a field that wants one; without a value nobody from outside comes.
    if (gateway === '') {
      field.addError(t('gateway.choose'));
    }
    return;
  }
  const api = apiHolder.get(tenancyApiRef);
  const platform = await api?.getPlatform();
  const options = uiSchema?.['ui:options'];
  const environments = await readChosenEnvironments(api, formData, options);
  if (
    platform &&
    !gatewaysFor(platform, formData, options, environments).some(
      ({ name }) => name === gateway,
    )
  ) {
    field.addError(t('gateway.notOffered', { name: gateway }));
  }
};

export const gatewayFieldOptions = {
  name: 'TenancyGateway',
  component: keepsDraft(Gateway),
  schema: gatewaySchema,
  validation: withReason(validateGateway),
};

/** Form field `TenancyGateway`. */
export const gatewayField = createFormField(gatewayFieldOptions);
