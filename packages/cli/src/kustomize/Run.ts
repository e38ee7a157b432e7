import { commandLimits, readYamlDocuments, fieldsOf } from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import { readManifests } from '../checkout/readManifests';
import { Accumulator, emptyAccumulator, takeOver } from './Accumulator';
import { BuildContext } from './BuildContext';
import {
  defaultFields,
  mergeFieldTables,
  readFieldTables,
} from './fieldTables';
import { Kustomization, readKustomization } from './kustomization';
import { fails, notJudged } from './problems';
import { Resource, newResource } from './Resource';
import { append, identitiesIn } from './resourceList';
import { runGeneratorFile, runGenerators } from './runGenerators';
import { runTransformerFile } from './runTransformerFile';
import { runTransformers } from './runTransformers';
import { addVariables, readVariable } from './variables';

const MAX_DEPTH = 30;
/** Bases of bases of bases can be many more than there are directories. */
const MAX_VISITS = 2_000;
const MAX_RESOURCES = 20_000;

type RunFile = typeof runTransformerFile;

/** One build, directory by directory. */
export class Run extends BuildContext {
  readonly directories = new Set<string>();
  #visits = 0;

  /** What a directory builds to. A component works on what its parent has so far. */
  directory(
    path: string,
    stack: readonly string[],
    parent: Accumulator | undefined,
  ): Accumulator {
    const kustomization = readKustomization(this.files, path);
    this.used.add(kustomization.path);
    this.directories.add(path);
    this.#enter(kustomization, stack, parent !== undefined);
    const inside = [...stack, path];
    const own = parent ?? emptyAccumulator();
    for (const field of ['resources', 'bases']) {
      kustomization.texts(field).forEach((entry, i) => {
        const place = kustomization.at(field, i);
        this.#add(kustomization, entry, place, inside, own);
      });
    }
    this.#configure(kustomization, own);
    runGenerators(this, kustomization, own);
    this.incomplete ||= kustomization.makesMore();
    this.#configured(
      kustomization,
      'generators',
      inside,
      own,
      runGeneratorFile,
    );
    for (const component of kustomization.texts('components')) {
      this.#component(kustomization, component, inside, own);
    }
    runTransformers(this, kustomization, own);
    this.#configured(
      kustomization,
      'transformers',
      inside,
      own,
      runTransformerFile,
    );
    kustomization.list('vars').forEach((item, i) => {
      const place = kustomization.at('vars', i);
      const variable = readVariable(own.resources, item, place);
      addVariables(own.variables, [variable]);
    });
    this.problems.push(...kustomization.notEvaluated());
    return own;
  }

  #enter(
    { directory, place, kind }: Kustomization,
    stack: readonly string[],
    underComponents: boolean,
  ): void {
    if (stack.includes(directory)) {
      throw fails(place, 'it includes itself');
    }
    if (stack.length > MAX_DEPTH) {
      throw fails(place, `it lies more than ${MAX_DEPTH} deep`);
    }
    if (++this.#visits > MAX_VISITS) {
      throw fails(place, `it reads more than ${MAX_VISITS} directories`);
    }
    const isComponent = kind === 'Component';
    if (stack.length > 0 && isComponent !== underComponents) {
      throw fails(
        place,
        isComponent
          ? 'a Component is used under components only'
          : 'what is used under components must be of kind Component',
      );
    }
  }

  #add(
    { directory }: Kustomization,
    entry: string,
    place: Place,
    stack: readonly string[],
    into: Accumulator,
  ): void {
    const path = this.pathOf(directory, entry);
    let found: readonly Resource[];
    if (this.files.isFile(path)) {
      this.warnOutside(directory, path, place);
      found = this.file(path);
    } else if (this.files.isDirectory(path)) {
      const base = this.directory(path.replace(/\/$/, ''), stack, undefined);
      this.evaluated(place, () => takeOver(into, base));
      found = base.resources;
    } else {
      this.missing(entry, path, place);
      return;
    }
    const there = identitiesIn(into.resources);
    found.forEach(resource => append(into.resources, there, resource, place));
    if (into.resources.length > MAX_RESOURCES) {
      throw fails(place, `it has more than ${MAX_RESOURCES} objects`);
    }
  }

  #component(
    kustomization: Kustomization,
    entry: string,
    stack: readonly string[],
    into: Accumulator,
  ): void {
    const path = this.pathOf(kustomization.directory, entry);
    if (this.files.isDirectory(path)) {
      this.directory(path.replace(/\/$/, ''), stack, into);
    } else {
      this.missing(entry, path, kustomization.place);
    }
  }

  /** Reads which fields transformers change. */
  #configure(kustomization: Kustomization, own: Accumulator): void {
    let tables = defaultFields;
    kustomization.texts('configurations').forEach((entry, i) => {
      const place = kustomization.at('configurations', i);
      const path = this.pathOf(kustomization.directory, entry);
      const text = this.textOf(path, entry, place);
      this.evaluated(place, () => {
        for (const { value } of readYamlDocuments(text ?? '', {
          dialect: 'kubernetes',
          limits: commandLimits,
        })) {
          const more = readFieldTables(fieldsOf(value));
          tables = mergeFieldTables(tables, more);
        }
      });
    });
    this.evaluated(kustomization.at('configurations'), () => {
      own.fields = mergeFieldTables(own.fields, tables);
    });
  }

  /** Runs what stands in files under `generators` or `transformers`, or in the Kustomization itself. */
  #configured(
    kustomization: Kustomization,
    field: 'generators' | 'transformers',
    stack: readonly string[],
    own: Accumulator,
    run: RunFile,
  ): void {
    const configs = emptyAccumulator();
    kustomization.texts(field).forEach((entry, i) => {
      const place = kustomization.at(field, i);
      const inline = inlineObjects(entry, place);
      if (inline) {
        configs.resources.push(...inline);
      } else {
        this.#add(kustomization, entry, place, stack, configs);
      }
    });
    for (const config of configs.resources) {
      if (!run(this, kustomization, own, config)) {
        this.incomplete = true;
        const kind = String(config.object.kind);
        this.problems.push(
          notJudged(config.place, `${field}: ${kind} is not run here`),
        );
      }
    }
  }
}

/** The objects that an entry is, where it is no path. */
function inlineObjects(entry: string, place: Place): Resource[] | undefined {
  if (!entry.includes(':') || !entry.includes('\n')) {
    return undefined;
  }
  return readManifests(place.path, entry).manifests.map(({ object }) =>
    newResource(object, place),
  );
}
