import type { Way } from '../Trouble';
import { runningImages } from '../runningImages';
import type { Refused } from './Refused';

/** An image without a version: what of it runs. */
export function* imageNotPinned(refused: Refused): Iterable<Way> {
  const { text, context, request, override } = refused;
  const repository = text.replace(/:[^:/]*$/, '');
  const found = runningImages(context, request, override).flatMap(
    ({ image, digests }) =>
      image.replace(/:[^:/]*$/, '').replace(/@.*$/, '') === repository
        ? digests
        : [],
  );
  for (const digest of new Set(found)) {
    yield refused.set(
      `Keep what runs, ${digest.slice(0, 19)}`,
      `${repository}@${digest}`,
    );
  }
}
