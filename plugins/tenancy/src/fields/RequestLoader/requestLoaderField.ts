import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { RequestLoader } from './RequestLoader';
import { requestLoaderSchema } from './schema';

export const requestLoaderFieldOptions = {
  name: 'TenancyRequest',
  component: RequestLoader,
  schema: requestLoaderSchema,
};

/** Form field `TenancyRequest`, for a whole page. */
export const requestLoaderField = createFormField(requestLoaderFieldOptions);
