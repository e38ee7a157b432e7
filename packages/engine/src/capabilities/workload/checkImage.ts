import { Refusals } from '../../request/Refusals';
import { Target } from '../../manifests/Target';
import { isFromRegistries, parseImage } from './image';

/**
 * Refuses an image that may change under its name, or comes from a registry the environment does not allow.
 */
export function checkImage(
  refusals: Refusals,
  target: Target,
  image: string,
  field: string,
): void {
  const parsed = parseImage(image);
  if (!parsed) {
    refusals.add({
      code: 'InvalidImage',
      field,
      given: image,
      message: 'This is not an image reference.',
      fix: 'Write registry/repository:tag or registry/repository@sha256:digest, in lower case.',
    });
    return;
  }
  if (!parsed.digest && (!parsed.tag || parsed.tag === 'latest')) {
    refusals.add({
      code: 'ImageNotPinned',
      field,
      given: image,
      message: 'The image may change under this name.',
      fix: 'Give a digest (@sha256:...) or a tag other than latest.',
    });
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
