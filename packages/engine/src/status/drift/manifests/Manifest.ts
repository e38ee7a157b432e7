import { KubernetesObject } from '../../../model';
import { Mask } from '../Mask';

/**
 * One object that Git holds, as far as its files say it.
 *
 * @public
 */
export interface Manifest {
  object: KubernetesObject;
  /** Fields that something else than its file says too, such as a patch. */
  masks: readonly Mask[];
}

/**
 * What Git says at one commit under the path of an Application.
 *
 * @public
 */
export interface Manifests {
  commit: string;
  objects: readonly Manifest[];
}

/**
 * Why it can't be said what Git wants, such as a chart that nobody here renders.
 *
 * @public
 */
export interface UnreadManifests {
  why: string;
}

/**
 * Files of a repository at one commit, by path. `content` throws for what is no text.
 *
 * @public
 */
export type ManifestFiles = ReadonlyMap<string, { content(): string }>;
