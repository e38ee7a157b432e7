import { KubernetesObject } from '../../model';
import { plainText } from '../../model/fields';

const ofArgo = 'argocd.argoproj.io/hook';
const ofHelm = 'helm.sh/hook';
const phases = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip'];

/** Whether Argo CD takes the object for a hook: by its own annotation, unless that only says Skip, else by Helm's. */
export function isHook({ metadata }: KubernetesObject): boolean {
  const own = metadata.annotations?.[ofArgo];
  if (own !== undefined) {
    const types = plainText(own)
      .split(',')
      .map(text => text.trim())
      .filter(text => phases.includes(text));
    return !(types.length === 1 && types[0] === 'Skip');
  }
  // Helm marks definitions with the same annotation, and they are no hooks.
  const helm = metadata.annotations?.[ofHelm];
  return helm !== undefined && helm !== 'crd-install';
}
