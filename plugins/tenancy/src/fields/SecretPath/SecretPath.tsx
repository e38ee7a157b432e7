import { useEffect, useRef } from 'react';
import { TextField } from '@backstage/ui';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { FieldNote, PlatformGate, fieldText, formDataOf } from '../shared';
import { pathProblem, secretPrefix } from './secretPrefix';
import type { SecretPathProps } from './schema';

/** Asks for a path in a secret store, beginning with the prefix that is the tenant's. */
export function SecretPath(props: SecretPathProps) {
  const { label } = fieldText(props, 'Path');
  return (
    <PlatformGate label={label}>
      {platform => <SecretPathInput {...props} platform={platform} />}
    </PlatformGate>
  );
}

function SecretPathInput(props: SecretPathProps & { platform: PlatformView }) {
  const { formData: path, onChange, uiSchema, platform } = props;
  const text = fieldText(props, 'Path');
  const found = secretPrefix(
    platform,
    formDataOf(props),
    uiSchema['ui:options'],
  );
  const prefix = found?.prefix;

  // Written in once for each prefix, so that one can clear the field.
  const written = useRef<string>();
  useEffect(() => {
    if (prefix && prefix !== written.current) {
      if (!path || path === written.current) {
        onChange(prefix);
      }
      written.current = prefix;
    }
  }, [path, prefix, onChange]);

  const problem =
    found && path && path !== prefix ? pathProblem(path, found) : undefined;
  return (
    <div>
      <TextField
        {...text}
        isInvalid={text.isInvalid || Boolean(problem)}
        value={path ?? ''}
        onChange={onChange}
        autoComplete="off"
        spellCheck="false"
      />
      {problem && <FieldNote tone="bad">{problem}</FieldNote>}
      {!found && (
        <FieldNote tone="unknown">
          Choose a tenant first: a path lies under its prefix.
        </FieldNote>
      )}
    </div>
  );
}
