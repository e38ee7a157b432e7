import { Manifest } from '../KubeObject';

/** Whether an object carries an option of Argo CD such as `Prune=false`. */
export function hasOption({ metadata }: Manifest, option: string): boolean {
  const options = metadata.annotations?.['argocd.argoproj.io/sync-options'];
  return (options ?? '').split(',').some(one => one.trim() === option);
}

/** Whether a person has approved what waits for one, after it began to wait. */
export function confirmedSince({ metadata }: Manifest, start = ''): boolean {
  const key = 'argocd.argoproj.io/deletion-approved';
  const approved = metadata.annotations?.[key] ?? '';
  return Date.parse(approved) >= Date.parse(start);
}
