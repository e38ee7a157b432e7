import { posix } from 'node:path';
import { YamlError } from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import { readManifests } from '../checkout/readManifests';
import { BuildFiles } from './BuildFiles';
import { FieldConflict } from './fieldTables';
import { GeneratorError } from './generators';
import { BuildFailure, BuildProblem, fails, notJudged } from './problems';
import { isRemote, withoutSecrets } from './remote';
import { Resource, newResource } from './Resource';
import { NotEvaluated } from './selector';

/** What the steps of one build share: the files it may read, what it read, and what it could not do. */
export class BuildContext {
  readonly problems: BuildProblem[] = [];
  readonly used = new Set<string>();
  /** Whether something was left out, so that what is missing may be in there. */
  incomplete = false;

  constructor(readonly files: BuildFiles) {}

  /** The path of an entry of a Kustomization. */
  pathOf(directory: string, entry: string): string {
    return posix.normalize(posix.join(directory, entry));
  }

  /** Says what is not there: elsewhere, or nowhere. */
  missing(entry: string, path: string, place: Place): void {
    if (isRemote(entry)) {
      this.incomplete = true;
      this.problems.push(
        notJudged(
          place,
          `${withoutSecrets(entry)} lies elsewhere and was not read`,
        ),
      );
      return;
    }
    throw fails(
      place,
      path.startsWith('../') || path === '..'
        ? `${entry} lies outside of the checkout`
        : `there is no ${path}`,
    );
  }

  /** Argo CD and Kustomize read files outside of the directory only when told to. */
  warnOutside(directory: string, path: string, place: Place): void {
    if (directory !== '.' && !path.startsWith(`${directory}/`)) {
      this.problems.push({
        ...notJudged(place, `${path} lies outside of ${directory}`),
        code: 'FileOutsideRoot',
      });
    }
  }

  /** The objects of a file. */
  file(path: string): Resource[] {
    this.used.add(path);
    const { manifests, others } = this.#manifests(path);
    if (others.length > 0) {
      throw fails(
        others[0].place,
        'Kustomize takes only objects with apiVersion, kind and metadata.name as resources',
      );
    }
    return manifests.map(({ object, place }) => newResource(object, place));
  }

  #manifests(path: string) {
    const text = this.files.text(path);
    const place = { path, line: 1, lineOf: () => 1 };
    if (text === undefined) {
      throw fails(place, `${path} cannot be read as text`);
    }
    try {
      return readManifests(path, text);
    } catch (error) {
      if (!(error instanceof YamlError)) {
        throw error;
      }
      throw fails(
        { ...place, line: error.line ?? 1 },
        error.message,
        'InvalidYaml',
      );
    }
  }

  /** The text of a file that is named; undefined where it lies elsewhere. */
  textOf(path: string, entry: string, place: Place): string | undefined {
    this.used.add(path);
    const text = this.files.text(path);
    if (text === undefined) {
      this.missing(entry, path, place);
    }
    return text;
  }

  /**
   * Runs a step; one that is used in a way not known here is said, and left out, as is one that may be about something
   * that was not read.
   */
  evaluated(place: Place, step: () => void): void {
    try {
      step();
    } catch (error) {
      if (error instanceof NotEvaluated) {
        this.problems.push(notJudged(place, error.message));
      } else if (error instanceof BuildFailure && this.incomplete) {
        this.problems.push(notJudged(place, error.problem.why));
      } else if (error instanceof GeneratorError) {
        throw fails(place, error.message);
      } else if (error instanceof YamlError || error instanceof FieldConflict) {
        throw fails(place, error.message);
      } else {
        throw error;
      }
    }
  }
}
