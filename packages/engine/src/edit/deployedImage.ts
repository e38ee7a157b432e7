import { pinnedImage } from '../capabilities/workload/checkImage';
import { parseImage } from '../capabilities/workload/image';
import type { Refusals } from '../request';

/**
 * The image that is asked for, in full: `:1.4.2` and `@sha256:...` are of the repository that runs now.
 */
export function wholeImage(asked: string, present: string): string {
  return /^[:@]/.test(asked)
    ? `${present.replace(/(:[^/:@]*)?(@.*)?$/, '')}${asked}`
    : asked;
}

/** Registry and repository, as runtimes read them; undefined where the text is no image. */
function repositoryOf(image: string): string | undefined {
  const parsed = parseImage(image);
  return parsed && `${parsed.registry}/${parsed.repository}`;
}

/**
 * Refuses what is no image, what has no version, and an image of another repository than the one that runs now, unless it is one of
 * those that are allowed.
 */
export function refuseImage(
  refusals: Refusals,
  options: {
    field: string;
    image: string;
    present: string;
    allowed: readonly string[] | 'any';
  },
): void {
  const { field, image, present, allowed } = options;
  const parsed = pinnedImage(refusals, image, field, {
    short: ':tag or @sha256:digest of the image that runs',
  });
  if (!parsed) {
    return;
  }
  const wanted = repositoryOf(image);
  const own = repositoryOf(present);
  if (
    allowed !== 'any' &&
    wanted !== own &&
    !allowed.some(each => repositoryOf(each) === wanted)
  ) {
    refusals.add({
      code: 'ImageRepositoryChanged',
      field,
      given: image,
      message: `This image is of ${wanted}, and what runs is of ${
        own ?? present
      }.`,
      fix: 'Deploy a version of the same repository. To move to another one, change the image in the request itself, or allow it where you ask.',
    });
  }
}
