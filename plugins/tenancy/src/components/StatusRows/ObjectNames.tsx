import type { ObjectRef } from '@groundwork/engine';
import { useObjectName } from '../../hooks';
import { useTexts } from '../../translations';

const MOST = 10;

/** Objects by kind and name, as many as one can read. */
export function ObjectNames(props: { refs: readonly ObjectRef[] }) {
  const { refs } = props;
  const t = useTexts();
  const objectName = useObjectName();
  const names = refs.slice(0, MOST).map(objectName).join(', ');
  const more = refs.length - MOST;
  return (
    <>
      {more > 0
        ? t('shared.namesAndMore', { names, further: String(more) })
        : names}
    </>
  );
}
