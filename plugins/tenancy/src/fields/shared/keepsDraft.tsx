import { type JSX, useEffect, type ComponentType } from 'react';
import { drafts } from './drafts';
import { formDataOf } from './formData';

/** A field that keeps the whole form it stands in, so that a reload loses nothing. */
export function keepsDraft<P extends { formContext?: unknown }>(
  Field: ComponentType<P>,
): (props: P) => JSX.Element {
  function KeepsDraft(props: P) {
    const form = JSON.stringify(formDataOf(props));
    useEffect(() => {
      if (form !== '{}') {
        drafts.set(window.location.pathname, JSON.parse(form));
      }
    }, [form]);
    return <Field {...props} />;
  }
  KeepsDraft.displayName = `keepsDraft(${Field.displayName ?? Field.name})`;
  return KeepsDraft;
}
