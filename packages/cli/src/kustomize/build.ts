import { fieldsOf, unwritableField } from '@groundwork/engine';
import { Resource, identityOf, remember } from './Resource';
import { contentHash } from './generators';
import { isObject, setKey } from './json';
import { fixReferences } from './nameReferences';
import { BuildFailure, BuildProblem, fails } from './problems';
import { BuildFiles } from './BuildFiles';
import { Run } from './Run';
import { fillIn } from './variables';

/** What a Kustomization builds to. */
interface Build {
  resources: readonly Resource[];
  problems: readonly BuildProblem[];
  /** The files it is made of. */
  files: ReadonlySet<string>;
  /** The directories with a Kustomization that it is made of, its own too. */
  directories: ReadonlySet<string>;
}

/**
 * Builds a Kustomization from the files of a checkout, as `kustomize build` does. What is not evaluated here (remote
 * bases, charts, plugins) is among the problems, and the rest is built all the same. A Kustomization that
 * Kustomize would refuse builds to nothing.
 */
export function build(files: BuildFiles, directory: string): Build {
  const run = new Run(files);
  let resources: Resource[] = [];
  try {
    const built = run.directory(directory, [], undefined);
    ({ resources } = built);
    for (const resource of resources.filter(({ hashed }) => hashed)) {
      remember(resource);
      const { name } = identityOf(resource.object);
      const { metadata } = resource.object;
      if (isObject(metadata)) {
        setKey(metadata, 'name', `${name}-${contentHash(resource.object)}`);
      }
    }
    fixReferences(resources, built.fields.nameReference);
    const { variables, fields } = built;
    const [first] = variables;
    if (first) {
      run.evaluated(first.place, () =>
        fillIn(built.resources, variables, fields.varReference),
      );
    }
    resources = resources.filter(isApplied);
    for (const { object, place } of resources) {
      const field = unwritableField(object);
      if (field !== undefined) {
        throw fails(
          place,
          `${field} holds control characters, which Kustomize refuses to write; take them out`,
        );
      }
    }
  } catch (error) {
    if (!(error instanceof BuildFailure)) {
      throw error;
    }
    run.problems.push(error.problem);
    resources = [];
  }
  return {
    resources,
    problems: run.problems,
    files: run.used,
    directories: run.directories,
  };
}

function isApplied({ object }: Resource): boolean {
  const annotations = fieldsOf(fieldsOf(object.metadata).annotations);
  const local = annotations['config.kubernetes.io/local-config'];
  return local === undefined || local === 'false';
}
