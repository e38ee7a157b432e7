import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { useFormTexts } from '../../translations/forms';
import { useChosenEnvironments } from '../Environments/chosenEnvironments';
import {
  FieldNote,
  PlatformGate,
  RadioChoice,
  TextInput,
  fieldText,
  formDataOf,
} from '../shared';
import { offeredEndpoints } from './offeredEndpoints';
import type { EndpointProps } from './schema';

/** Chooses an endpoint that an environment offers to triggers of one type. */
export function Endpoint(props: EndpointProps) {
  const t = useFormTexts();
  const { label } = fieldText(props, t('labels.endpoint'));
  return (
    <PlatformGate label={label}>
      {platform => <EndpointInput {...props} platform={platform} />}
    </PlatformGate>
  );
}

function EndpointInput(props: EndpointProps & { platform: PlatformView }) {
  const { formData, onChange, uiSchema, platform } = props;
  const t = useFormTexts();
  const text = fieldText(props, t('labels.endpoint'));
  const options = uiSchema['ui:options'];
  const chosen = useChosenEnvironments(formDataOf(props), options);
  const type = options?.type ?? '';
  const offered = offeredEndpoints(platform, type, chosen(platform));
  if (!offered) {
    return <TextInput text={text} value={formData ?? ''} onChange={onChange} />;
  }
  const isLost =
    Boolean(formData) && !offered.some(({ name }) => name === formData);
  return offered.length > 0 || isLost ? (
    <RadioChoice
      text={text}
      value={formData}
      options={[
        ...offered.map(({ name, missingIn }) => ({
          value: name,
          label:
            missingIn.length > 0
              ? t('shared.notIn', {
                  name,
                  environments: missingIn.join(', '),
                })
              : name,
        })),
        // What a request names already is shown, and refused by its preview.
        ...(isLost
          ? [
              {
                value: formData ?? '',
                label: t('shared.notOffered', { name: formData ?? '' }),
              },
            ]
          : []),
      ]}
      onChange={onChange}
    />
  ) : (
    <FieldNote tone="bad">
      {t('endpoint.none', { label: text.label, type })}
    </FieldNote>
  );
}
