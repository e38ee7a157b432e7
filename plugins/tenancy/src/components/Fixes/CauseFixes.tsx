import type { CauseView } from '@groundwork/backstage-plugin-tenancy-common';
import type { ObjectRef } from '@groundwork/engine';
import { FixButton } from './FixButton';

/** What would put a cause right: of what it is about, and of what follows from it. */
export function CauseFixes(props: { cause: CauseView }) {
  const { cause } = props;
  const [only, ...others] = cause.environments;
  return (
    <FixButton
      refs={refsOf(cause)}
      {...(only !== undefined && others.length === 0
        ? { environment: only }
        : {})}
    />
  );
}

/** The objects that causes and what follows from them are about. */
export function refsOf({
  findings,
  follows,
}: Pick<CauseView, 'findings' | 'follows'>): ObjectRef[] {
  return [...findings, ...follows].flatMap(({ ref }) => ref ?? []);
}
