import { Fields, at, fieldsOf, textOf, timeOf } from '../../model/fields';
import { Source } from './source';

/** What a source hydrator does with an Application. */
export interface Hydration {
  /** What people write. */
  drySource: Source;
  phase: string;
  message: string;
  startedAt?: number;
  finishedAt?: number;
  /** The last commit that was hydrated to the end, and what it became. */
  done?: { dry: string; hydrated: string };
  /** The branch that it writes where somebody else brings it to the one that is synced. */
  waitsIn?: string;
}

/** Reads the hydrator of an Application; undefined where it has none, whatever its status remembers of an old one. */
export function hydrationOf(
  spec: unknown,
  status: Fields,
  clean: (text: string) => string,
): Hydration | undefined {
  const dry = fieldsOf(at(spec, 'sourceHydrator', 'drySource'));
  const repository = textOf(dry.repoURL);
  if (repository === undefined) {
    return undefined;
  }
  const hydrator = fieldsOf(status.sourceHydrator);
  const current = fieldsOf(hydrator.currentOperation);
  const last = fieldsOf(hydrator.lastSuccessfulOperation);
  const [drySha, hydratedSha] = [textOf(last.drySHA), textOf(last.hydratedSHA)];
  const target = textOf(
    at(spec, 'sourceHydrator', 'hydrateTo', 'targetBranch'),
  );
  return {
    drySource: {
      repository,
      path: textOf(dry.path) ?? '',
      follows: textOf(dry.targetRevision) ?? 'HEAD',
    },
    phase: textOf(current.phase) ?? '',
    message: clean(textOf(current.message) ?? ''),
    startedAt: timeOf(current.startedAt),
    finishedAt: timeOf(current.finishedAt),
    ...(drySha && hydratedSha
      ? { done: { dry: drySha, hydrated: hydratedSha } }
      : {}),
    ...(target === undefined ? {} : { waitsIn: target }),
  };
}
