import { labelKeysOf } from '../names';

/** Says on an Application until when its self-heal is to be paused, so that who sees it off knows that it is meant. */
export function pausedAnnotation(
  { prefix }: { prefix: string },
  until: string | undefined,
): Record<string, string> {
  return until === undefined
    ? {}
    : { [labelKeysOf(prefix).selfHealPausedUntil]: until };
}
