import { KubernetesObject } from '../../model';
import { fieldsOf, textOf } from '../../model/fields';

/** Whether an annotation of Argo CD, such as `compare-options`, holds an option. */
export function hasOption(
  { metadata }: KubernetesObject,
  annotation: string,
  option: string,
): boolean {
  const text = textOf(
    fieldsOf(metadata.annotations)[`argocd.argoproj.io/${annotation}`],
  );
  return (text ?? '').split(',').some(each => each.trim() === option);
}

/** Whether an object only lives while a sync runs. */
export function isHook({ metadata }: KubernetesObject): boolean {
  const annotations = fieldsOf(metadata.annotations);
  const ofHelm = annotations['helm.sh/hook'];
  return (
    annotations['argocd.argoproj.io/hook'] !== undefined ||
    // Definitions of Helm 2 have the annotation and stay, for Argo CD too.
    (ofHelm !== undefined && ofHelm !== 'crd-install')
  );
}
