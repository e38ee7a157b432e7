import type {
  DriftSummary,
  DriftValue,
  FieldDrift,
  ObjectDrift,
  PutBack,
} from '@groundwork/engine';

/** A value in a sentence. */
export function valueWords(value: DriftValue): string {
  if ('text' in value) {
    return value.text === '' ? 'empty' : value.text;
  }
  return 'absent' in value ? 'not set' : 'hidden';
}

/** `replicas: 3 in Git, 5 in the cluster`. The full path stands in the diff; here its last part says enough. */
export function fieldWords(field: FieldDrift): string {
  const name = field.path.split('.').pop() ?? field.path;
  const hidden = 'hidden' in field.git && 'hidden' in field.cluster;
  return hidden
    ? `${name} differs from Git`
    : `${name}: ${valueWords(field.git)} in Git, ${valueWords(
        field.cluster,
      )} in the cluster`;
}

/** What becomes of drift by itself. A reason that `told` says already is not repeated. */
export function putBackWords({ by, why }: PutBack, told = ''): string {
  if (by === 'sync' && told.includes(why)) {
    return 'stays until somebody syncs';
  }
  switch (by) {
    case 'argocd':
      return 'Argo CD will put it back';
    case 'later':
      return `Argo CD puts it back later: ${why}`;
    case 'sync':
      return `stays until somebody syncs: ${why}`;
    default:
      return `it is not known whether it is put back: ${why}`;
  }
}

/** What is the matter with an object. */
export const stateWords: Record<ObjectDrift['state'], string> = {
  differs: 'Differs from Git',
  deleted: 'Deleted in the cluster',
  extra: 'No longer in Git',
  notDeployed: 'Not deployed yet',
  ignored: 'Ignored by Argo CD',
  notCompared: 'Not compared',
};

/** What a field is, where it is not plain drift. */
export const kindWords: Partial<Record<FieldDrift['kind'], string>> = {
  notDeployed: 'Not deployed yet',
  ignored: 'Ignored by Argo CD (ignoreDifferences)',
  unclear: 'Changed in the cluster, or not deployed yet',
};

/** `2 objects not deployed yet, 1 not compared`; undefined where there is neither. */
export function otherWords({
  notDeployed,
  notCompared,
}: DriftSummary): string | undefined {
  const parts = [
    ...(notDeployed > 0
      ? [
          `${notDeployed} ${
            notDeployed === 1 ? 'object' : 'objects'
          } not deployed yet`,
        ]
      : []),
    ...(notCompared > 0 ? [`${notCompared} not compared`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}
