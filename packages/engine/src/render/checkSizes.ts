import { utf8ToBytes } from '@noble/hashes/utils';
import { KubernetesObject, ManifestFile } from '../model';
import { Refusals } from '../request';

/**
 * Bytes of an object: client-side apply keeps it whole in one annotation, annotations have 256 KiB together, and there are others.
 */
const most = 250_000;

/** No text grows more than this from YAML to the JSON that is kept. */
const growth = 6;

/**
 * Refuses objects that are too large to be applied.
 */
export function checkSizes(
  files: readonly ManifestFile[],
  refusals: Refusals,
): void {
  for (const { objects, content, target } of files) {
    if (content.length * growth > most) {
      for (const object of objects) {
        const size = appliedSize(object);
        if (size > most) {
          refusals.add({
            code: 'ObjectTooLarge',
            field: 'spec',
            given: `${size} bytes`,
            message: `The ${object.kind} ${object.metadata.name} in ${target?.environment} is too large to apply.`,
            fix: `Keep it under ${most} bytes: shorten long values, or split it into several requests.`,
          });
        }
      }
    }
  }
}

/** As Go's encoder writes it, which escapes what HTML would read. */
function appliedSize(object: KubernetesObject): number {
  const text = JSON.stringify(object);
  return (
    utf8ToBytes(text).length +
    5 * (text.match(/[<>&]/g)?.length ?? 0) +
    3 * (text.match(/[\u2028\u2029]/g)?.length ?? 0)
  );
}
