import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formTextsOf } from '../../translations/forms';
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
  const t = formTextsOf(apiHolder);
  const options = uiSchema?.['ui:options'];
  if (!options || !previewKey(formData, options)) {
    field.addError(t('preview.fillInFirst'));
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
      t,
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
