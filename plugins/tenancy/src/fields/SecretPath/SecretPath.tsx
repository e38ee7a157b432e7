import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { useFormTexts } from '../../translations/forms';
import {
  FieldNote,
  PlatformGate,
  TextInput,
  fieldText,
  formDataOf,
} from '../shared';
import { pathProblem, secretPrefix } from './secretPrefix';
import type { SecretPathProps } from './schema';

/** Asks for a path in a secret store; the prefix that is the tenant's stands before it. */
export function SecretPath(props: SecretPathProps) {
  const t = useFormTexts();
  const { label } = fieldText(props, t('labels.path'));
  return (
    <PlatformGate label={label}>
      {platform => <SecretPathInput {...props} platform={platform} />}
    </PlatformGate>
  );
}

function SecretPathInput(props: SecretPathProps & { platform: PlatformView }) {
  const t = useFormTexts();
  const { formData: path = '', onChange, uiSchema, platform } = props;
  const found = secretPrefix(
    platform,
    formDataOf(props),
    uiSchema['ui:options'],
  );
  const prefix = found?.prefix ?? '';
  // A path from elsewhere is shown whole: it is wrong, and not to be mended unseen.
  const isInside = path === '' || path.startsWith(prefix);
  return (
    <TextInput
      text={fieldText(props, t('labels.path'))}
      prefix={isInside ? prefix : undefined}
      value={isInside ? path.slice(prefix.length) : path}
      onChange={typed => {
        const isWhole = !isInside || typed.startsWith(prefix);
        onChange(isWhole || typed === '' ? typed : `${prefix}${typed}`);
      }}
      problem={found && pathProblem(path, found, t)}
      eager={!isInside}
    >
      {!found && <FieldNote tone="unknown">{t('path.tenantFirst')}</FieldNote>}
    </TextInput>
  );
}
