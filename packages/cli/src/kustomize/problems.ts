import { Place } from '../checkout/Manifest';

/** What a build could not do, and where that is written. */
export interface BuildProblem {
  code: 'BuildFailed' | 'InvalidYaml' | 'NotJudged' | 'FileOutsideRoot';
  place: Place;
  /** Why, as the end of a sentence. */
  why: string;
}

/** Kustomize would refuse to build this. */
export class BuildFailure extends Error {
  readonly name = 'BuildFailure';

  constructor(readonly problem: BuildProblem) {
    super(problem.why);
  }
}

export function fails(
  place: Place,
  why: string,
  code: 'BuildFailed' | 'InvalidYaml' = 'BuildFailed',
): BuildFailure {
  return new BuildFailure({ code, place, why });
}

export function notJudged(place: Place, why: string): BuildProblem {
  return { code: 'NotJudged', place, why };
}
