import { KubernetesObject } from '../../model';
import { Leaf } from './leaves';

/** Fields that say which version runs: what is promoted from one environment to the next, never a setting of one. */
export function isVersion(
  { kind }: Pick<KubernetesObject, 'kind'>,
  { path }: Leaf,
): boolean {
  return (
    /\.(?:initContainers|containers)\[[^\]]*\]\.image$/.test(path) ||
    (kind === 'Application' && /\.targetRevision$/.test(path)) ||
    (kind === 'Kustomization' &&
      /^images\[[^\]]*\]\.(?:newTag|digest)$/.test(path))
  );
}

/** An image without its registry and folders, as each environment may have its own: `web:1.4.1`. */
export function shortImage(image: string): string {
  const [name, digest] = image.slice(image.lastIndexOf('/') + 1).split('@');
  const [, hash] = /^sha256:([0-9a-f]{7})/.exec(digest ?? '') ?? [];
  return name.includes(':') || !hash ? name : `${name}@${hash}`;
}

/** Whether two images are of the same version, from whatever registry. */
export function sameImage(a: string, b: string): boolean {
  const end = (image: string) => image.slice(image.lastIndexOf('/') + 1);
  return end(a) === end(b);
}
