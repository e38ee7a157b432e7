import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { tenancyApiRef } from '../../api';
import { keepsDraft, sentences, withReason } from '../shared';
import { blockers } from './blockers';
import { askPreview, previewKey } from './previewQuestion';
import { RequestPreview } from './RequestPreview';
import {
  requestPreviewSchema,
  type RequestPreviewOptions,
  type RequestPreviewValue,
} from './schema';

/** Asks once more with the form as it stands, since the preview follows the typing with a delay. */
const validateRequestPreview: CustomFieldValidator<
  RequestPreviewValue,
  RequestPreviewOptions
> = async (value, field, { apiHolder, formData, uiSchema }) => {
  const options = uiSchema?.['ui:options'];
  if (!options || !previewKey(formData, options)) {
    field.addError('Fill in the form first');
    return;
  }
  const api = apiHolder.get(tenancyApiRef);
  const view =
    api &&
    (await askPreview({
      api,
      formData,
      options,
      confirmed: value?.confirmed,
    }));
  if (view) {
    blockers(view).forEach(({ message, fix }) =>
      field.addError(sentences(message, fix)),
    );
  }
};

export const requestPreviewFieldOptions = {
  name: 'TenancyRequestPreview',
  component: keepsDraft(RequestPreview),
  schema: requestPreviewSchema,
  validation: withReason(validateRequestPreview),
};

/** Form field `TenancyRequestPreview`. */
export const requestPreviewField = createFormField(requestPreviewFieldOptions);
