import { Refusals } from '../../request/Refusals';
import { Target } from '../../manifests/Target';
import { type ImageReference, isFromRegistries, parseImage } from './image';

/**
 * Reads an image, and refuses what is none or has no version.
 *
 * @param options - `short`: what may be written instead of the whole, for the advice
 */
export function pinnedImage(
  refusals: Refusals,
  image: string,
  field: string,
  options: { short?: string } = {},
): ImageReference | undefined {
  const parsed = parseImage(image);
  if (!parsed) {
    const short = options.short ? `; or only ${options.short}` : '';
    refusals.add({
      code: 'InvalidImage',
      field,
      given: image,
      message: 'This is not an image name.',
      fix: `Use registry/repository:tag or registry/repository@sha256:digest, in lower case${short}.`,
    });
  } else if (!parsed.digest && (!parsed.tag || parsed.tag === 'latest')) {
    refusals.add({
      code: 'ImageNotPinned',
      field,
      given: image,
      message: 'An image without a version can change at any time.',
      fix: 'Add a tag other than latest, such as :1.4.2, or a digest (@sha256:...).',
    });
  }
  return parsed;
}

/**
 * Refuses an image that may change under its name, or comes from a registry the environment does not allow.
 */
export function checkImage(
  refusals: Refusals,
  target: Target,
  image: string,
  field: string,
): void {
  const parsed = pinnedImage(refusals, image, field);
  if (!parsed) {
    return;
  }
  const { registries, name } = target.environment;
  if (registries.length > 0 && !isFromRegistries(parsed, registries)) {
    refusals.add({
      code: 'RegistryNotAllowed',
      field,
      given: image,
      message: `Images in ${name} may not come from this registry.`,
      fix: `Use an image of: ${registries.join(', ')}.`,
    });
  }
}
