import { Known, KubernetesObject, Unknown } from '../model';

/** How the source of one kind of one cluster answered, and when. */
export type Answer =
  | { asOf: number; source: string }
  | {
      unknown: Unknown;
      message?: string;
      source: string;
      /** When what is kept was read; absent when nothing ever was. */
      lastAsOf?: number;
    };

/** The answer part of a known or unknown list. */
export function answerOf(known: Known<unknown>): Answer {
  if ('value' in known) {
    return { asOf: known.asOf, source: known.source };
  }
  return {
    unknown: known.unknown,
    ...(known.message === undefined ? {} : { message: known.message }),
    source: known.source,
    ...(known.last === undefined ? {} : { lastAsOf: known.last.asOf }),
  };
}

/** An answer with the objects that are found, if anything is known or was. */
export function answered(
  answer: Answer,
  find: () => readonly KubernetesObject[],
): Known<readonly KubernetesObject[]> {
  if (!('unknown' in answer)) {
    return { value: find(), ...answer };
  }
  const { lastAsOf, ...rest } = answer;
  return lastAsOf === undefined
    ? rest
    : { ...rest, last: { value: find(), asOf: lastAsOf } };
}
