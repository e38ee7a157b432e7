import { withoutEndSlashes } from '../address';

/**
 * The page of an Application in the Argo CD whose web interface is at `base`.
 *
 * @public
 */
export function applicationUrl(
  base: string,
  { namespace = '', name }: { namespace?: string; name: string },
): string {
  const path = [namespace, name].map(encodeURIComponent).join('/');
  return `${withoutEndSlashes(base)}/applications/${path}`;
}
