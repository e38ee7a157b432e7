import type { ComponentType } from 'react';
import { BgProvider } from '@backstage/ui';

/**
 * A field for the scaffolder's wizard, which puts fields on a surface of its own that Backstage UI knows nothing of:
 * inputs would have the colour of that surface and could not be seen.
 */
export function onPaper<P extends object>(
  Field: ComponentType<P>,
): (props: P) => JSX.Element {
  function OnPaper(props: P) {
    return (
      <BgProvider bg="neutral-1">
        <Field {...props} />
      </BgProvider>
    );
  }
  OnPaper.displayName = `onPaper(${Field.displayName ?? Field.name})`;
  return OnPaper;
}
