import type { ObjectRef } from '@groundwork/engine';

const MOST = 10;

/** Objects by kind and name, as many as one can read. */
export function ObjectNames(props: { refs: readonly ObjectRef[] }) {
  const { refs } = props;
  const names = refs
    .slice(0, MOST)
    .map(({ kind, name }) => `${kind}/${name}`)
    .join(', ');
  const more = refs.length - MOST;
  return <>{more > 0 ? `${names} and ${more} more` : names}</>;
}
