import { posix } from 'node:path';
import { Fields, listOf, textOf } from '../../snapshot/fields';
import { YamlError, commandLimits, readYamlDocuments } from '../../yaml';
import { Place } from '../checkout/Manifest';
import { readManifests } from '../checkout/readManifests';
import { Resource, newResource } from './Resource';
import { generate, GeneratorError } from './generators';
import { Kustomization, readKustomization } from './kustomization';
import { applyPatch } from './patches';
import { BuildFailure, BuildProblem, fails, notJudged } from './problems';
import { isRemote, withoutSecrets } from './remote';
import { replace } from './replacements';
import { NotEvaluated } from './selector';
import { absorb, append, identitiesIn } from './resourceList';
import {
  addAnnotations,
  addLabels,
  addToNames,
  setImages,
  setNamespace,
  setReplicas,
} from './transformers';

/** The files that a build may read. */
export interface BuildFiles {
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  text(path: string): string | undefined;
  bytes(path: string): Uint8Array | undefined;
}

const MAX_DEPTH = 30;
/** Bases of bases of bases can be many more than there are directories. */
const MAX_VISITS = 2_000;
const MAX_RESOURCES = 20_000;

/** One build: what it reads, what it is made of, and what it could not evaluate. */
export class Run {
  readonly problems: BuildProblem[] = [];
  readonly used = new Set<string>();
  readonly directories = new Set<string>();
  private visits = 0;
  /** Whether something was left out, so that what is missing may be in there. */
  private incomplete = false;

  constructor(private readonly files: BuildFiles) {}

  /** Adds what a directory builds to. A component works on what its parent has so far. */
  directory(
    path: string,
    stack: readonly string[],
    parent: Resource[] | undefined,
  ): Resource[] {
    const kustomization = readKustomization(this.files, path);
    this.used.add(kustomization.path);
    this.directories.add(path);
    if (stack.includes(path)) {
      throw fails(kustomization.place, 'it includes itself');
    }
    if (stack.length > MAX_DEPTH) {
      throw fails(kustomization.place, `it lies more than ${MAX_DEPTH} deep`);
    }
    if (++this.visits > MAX_VISITS) {
      throw fails(
        kustomization.place,
        `it reads more than ${MAX_VISITS} directories`,
      );
    }
    const isComponent = kustomization.kind === 'Component';
    if (stack.length > 0 && isComponent !== (parent !== undefined)) {
      throw fails(
        kustomization.place,
        isComponent
          ? 'a Component is used under components only'
          : 'what is used under components must be of kind Component',
      );
    }
    const inside = [...stack, path];
    const resources = parent ?? [];
    this.accumulate(kustomization, inside, resources);
    this.generate(kustomization, resources);
    this.incomplete ||= kustomization.makesMore();
    for (const component of kustomization.texts('components')) {
      this.component(kustomization, component, inside, resources);
    }
    this.transform(kustomization, resources);
    this.problems.push(...kustomization.notEvaluated());
    return resources;
  }

  private accumulate(
    kustomization: Kustomization,
    stack: readonly string[],
    resources: Resource[],
  ): void {
    const there = identitiesIn(resources);
    for (const field of ['resources', 'bases']) {
      kustomization.texts(field).forEach((entry, i) => {
        const place = kustomization.at(field, i);
        const found = this.entry(kustomization, entry, place, stack);
        found.forEach(resource => append(resources, there, resource, place));
        if (resources.length > MAX_RESOURCES) {
          throw fails(place, `it has more than ${MAX_RESOURCES} objects`);
        }
      });
    }
  }

  private entry(
    { directory }: Kustomization,
    entry: string,
    place: Place,
    stack: readonly string[],
  ): Resource[] {
    const path = posix.normalize(posix.join(directory, entry));
    if (this.files.isFile(path)) {
      this.warnOutside(directory, path, place);
      return this.file(path);
    }
    if (this.files.isDirectory(path)) {
      return this.directory(path.replace(/\/$/, ''), stack, undefined);
    }
    this.missing(entry, path, place);
    return [];
  }

  private component(
    { directory }: Kustomization,
    entry: string,
    stack: readonly string[],
    resources: Resource[],
  ): void {
    const path = posix.normalize(posix.join(directory, entry));
    const kustomization = stack[stack.length - 1];
    if (this.files.isDirectory(path)) {
      this.directory(path.replace(/\/$/, ''), stack, resources);
      return;
    }
    const place = readKustomization(this.files, kustomization).place;
    this.missing(entry, path, place);
  }

  private missing(entry: string, path: string, place: Place): void {
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

  private warnOutside(directory: string, path: string, place: Place): void {
    if (directory !== '.' && !path.startsWith(`${directory}/`)) {
      this.problems.push({
        ...notJudged(place, `${path} lies outside of ${directory}`),
        code: 'FileOutsideOfRoot',
      });
    }
  }

  private file(path: string): Resource[] {
    this.used.add(path);
    const { manifests, others } = this.manifests(path);
    if (others.length > 0) {
      throw fails(
        others[0].place,
        'Kustomize takes only objects with apiVersion, kind and metadata.name as resources',
      );
    }
    return manifests.map(({ object, place }) => newResource(object, place));
  }

  private manifests(path: string) {
    const text = this.files.text(path);
    const place = { path, line: 1, lineOf: () => 1 };
    if (text === undefined) {
      throw fails(place, `${path} can not be read as text`);
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
        'NotYaml',
      );
    }
  }

  private generate(kustomization: Kustomization, resources: Resource[]): void {
    const { directory } = kustomization;
    const globals = kustomization.fields('generatorOptions');
    for (const [field, kind] of [
      ['configMapGenerator', 'ConfigMap'],
      ['secretGenerator', 'Secret'],
    ] as const) {
      kustomization.list(field).forEach((args, i) => {
        const place = kustomization.at(field, i);
        const read = (name: string) => {
          if (isRemote(name)) {
            this.problems.push(
              notJudged(
                place,
                `${withoutSecrets(name)} lies elsewhere and was not read`,
              ),
            );
            return new Uint8Array();
          }
          const path = posix.normalize(posix.join(directory, name));
          this.used.add(path);
          return this.files.bytes(path);
        };
        this.evaluated(place, () => {
          const made = generate(kind, args, globals, read, place);
          absorb(resources, made, textOf(args.behavior), place);
        });
      });
    }
  }

  private transform(kustomization: Kustomization, resources: Resource[]): void {
    const text = (field: string) => textOf(kustomization.value[field]) ?? '';
    kustomization.list('patchesStrategicMerge', true).forEach((item, i) => {
      const place = kustomization.at('patchesStrategicMerge', i);
      const entry = textOf(item.text) ?? '';
      const isInline = !this.files.isFile(
        posix.join(kustomization.directory, entry),
      );
      this.patch(
        kustomization,
        isInline ? { patch: entry } : { path: entry },
        place,
        resources,
      );
    });
    kustomization
      .list('patches')
      .forEach((item, i) =>
        this.patch(
          kustomization,
          item,
          kustomization.at('patches', i),
          resources,
        ),
      );
    if (text('namespace') !== '') {
      setNamespace(resources, text('namespace'));
    }
    addToNames(resources, text('namePrefix'), '');
    addToNames(resources, '', text('nameSuffix'));
    addLabels(resources, kustomization.value);
    addAnnotations(resources, kustomization.fields('commonAnnotations'));
    kustomization
      .list('patchesJson6902')
      .forEach((item, i) =>
        this.patch(
          kustomization,
          item,
          kustomization.at('patchesJson6902', i),
          resources,
        ),
      );
    const replicas = kustomization.at('replicas');
    this.evaluated(replicas, () => {
      const [missing] = setReplicas(resources, kustomization.list('replicas'));
      if (missing !== undefined) {
        const why = `nothing is called ${missing}`;
        // Such a file may have more kinds take replicas.
        throw kustomization.texts('configurations').length > 0
          ? new NotEvaluated(`${why} of the kinds that have replicas`)
          : fails(replicas, why);
      }
    });
    setImages(resources, [
      ...kustomization.list('images'),
      ...kustomization.list('imageTags'),
    ]);
    kustomization
      .list('replacements')
      .forEach((item, i) =>
        this.replacement(
          kustomization,
          item,
          kustomization.at('replacements', i),
          resources,
        ),
      );
  }

  private patch(
    { directory }: Kustomization,
    entry: Fields,
    place: Place,
    resources: Resource[],
  ): void {
    const name = textOf(entry.path);
    const path =
      name === undefined
        ? undefined
        : posix.normalize(posix.join(directory, name));
    const text =
      path === undefined ? textOf(entry.patch) : this.files.text(path);
    if (path !== undefined && text !== undefined) {
      this.used.add(path);
      this.warnOutside(directory, path, place);
    }
    if (text === undefined) {
      if (name !== undefined && path !== undefined) {
        this.missing(name, path, place);
        return;
      }
      throw fails(place, 'a patch needs path or patch');
    }
    this.evaluated(place, () =>
      applyPatch(resources, entry, { text, path, place }),
    );
  }

  private replacement(
    { directory }: Kustomization,
    item: Fields,
    place: Place,
    resources: Resource[],
  ): void {
    const name = textOf(item.path);
    if (name === undefined) {
      this.evaluated(place, () => replace(resources, item));
      return;
    }
    const path = posix.normalize(posix.join(directory, name));
    this.used.add(path);
    const text = this.files.text(path);
    if (text === undefined) {
      this.missing(name, path, place);
      return;
    }
    this.evaluated(place, () => {
      for (const { value } of readYamlDocuments(text, {
        limits: commandLimits,
      })) {
        listOf(Array.isArray(value) ? value : [value]).forEach(each =>
          replace(resources, each),
        );
      }
    });
  }

  /**
   * Runs a step; one that is used in a way not known here is said, and left out, as is one that may be about something
   * that was not read.
   */
  private evaluated(place: Place, step: () => void): void {
    try {
      step();
    } catch (error) {
      if (error instanceof NotEvaluated) {
        this.problems.push(notJudged(place, error.message));
      } else if (error instanceof BuildFailure && this.incomplete) {
        this.problems.push(notJudged(place, error.problem.why));
      } else if (error instanceof GeneratorError) {
        throw fails(place, error.message);
      } else if (error instanceof YamlError) {
        throw fails(place, error.message);
      } else {
        throw error;
      }
    }
  }
}
