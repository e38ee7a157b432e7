import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { keepsDraft } from '../shared';
import { Endpoint } from './Endpoint';
import { endpointSchema } from './schema';

export const endpointFieldOptions = {
  name: 'TenancyEndpoint',
  component: keepsDraft(Endpoint),
  schema: endpointSchema,
};

/** Form field `TenancyEndpoint`. It stands in rows, which answer for what is left out; the preview answers for the rest. */
export const endpointField = createFormField(endpointFieldOptions);
