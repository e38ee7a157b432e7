import type {
  DriftSummary,
  DriftValue,
  FieldDrift,
  PutBack,
} from '@groundwork/engine';
import type { Texts } from '../../translations';

/** A value in a sentence. */
export function valueWords(value: DriftValue, t: Texts): string {
  if ('text' in value) {
    return value.text === '' ? t('diff.empty') : value.text;
  }
  return t('absent' in value ? 'diff.notSet' : 'diff.hidden');
}

/** `replicas: 3 in Git, 5 in the cluster`. The full path stands in the diff; here its last part says enough. */
export function fieldWords(field: FieldDrift, t: Texts): string {
  const name = field.path.split('.').pop() ?? field.path;
  const hidden = 'hidden' in field.git && 'hidden' in field.cluster;
  return hidden
    ? t('diff.hiddenField', { field: name })
    : t('diff.field', {
        field: name,
        git: valueWords(field.git, t),
        cluster: valueWords(field.cluster, t),
      });
}

/** What becomes of drift by itself. A reason that `told` says already is not repeated. */
export function putBackWords(
  { by, why }: PutBack,
  t: Texts,
  told = '',
): string {
  if (by === 'sync' && told.includes(why)) {
    return t('diff.putBack.stays');
  }
  switch (by) {
    case 'argocd':
      return t('diff.putBack.argocd');
    case 'later':
      return t('diff.putBack.later', { why });
    case 'sync':
      return t('diff.putBack.sync', { why });
    default:
      return t('diff.putBack.unknown', { why });
  }
}

/** What a field is, where it is not plain drift. */
export function kindWords(
  kind: FieldDrift['kind'],
  t: Texts,
): string | undefined {
  return kind === 'changed' ? undefined : t(`diff.kinds.${kind}`);
}

/** `2 objects not deployed yet, 1 not compared`; undefined where there is neither. */
export function otherWords(
  { notDeployed, notCompared }: DriftSummary,
  t: Texts,
): string | undefined {
  const parts = [
    ...(notDeployed > 0 ? [t('diff.notDeployed', { count: notDeployed })] : []),
    ...(notCompared > 0
      ? [t('diff.furtherNotCompared', { number: String(notCompared) })]
      : []),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}
