import { posix } from 'node:path';
import {
  Fields,
  fieldsOf,
  textOf,
  YamlError,
  commandLimits,
  readYamlDocuments,
} from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import type { BuildFiles } from './BuildFiles';
import { BuildProblem, fails, notJudged } from './problems';

/** The names that Kustomize looks for, in this order. */
export const kustomizationNames = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

const FIELDS = new Set(
  'apiVersion kind metadata openapi namePrefix nameSuffix namespace commonLabels labels commonAnnotations patchesStrategicMerge patchesJson6902 patches images imageTags replacements replicas vars sortOptions resources components crds bases configMapGenerator secretGenerator helmGlobals helmCharts helmChartInflationGenerator generatorOptions configurations generators transformers validators buildMetadata'.split(
    ' ',
  ),
);

/** Fields that can change what is built and are not evaluated here. */
const NOT_EVALUATED: Record<string, string> = {
  helmCharts: 'charts are not rendered',
  helmChartInflationGenerator: 'charts are not rendered',
  validators: 'plugins are not run',
  crds: 'definitions for transformers are not read',
  openapi: 'schemas for patches are not read',
};

/** One Kustomization file. */
export class Kustomization {
  constructor(
    readonly directory: string,
    readonly path: string,
    readonly value: Fields,
    readonly place: Place,
  ) {}

  get kind(): string {
    return textOf(this.value.kind) ?? 'Kustomization';
  }

  /** Where a field, or an item of it, stands. */
  at(field: string, index?: number): Place {
    const steps = index === undefined ? [field] : [field, index];
    return {
      path: this.path,
      line: this.place.lineOf(steps),
      lineOf: rest => this.place.lineOf([...steps, ...rest]),
    };
  }

  texts(field: string): string[] {
    return this.#array(field).map(item => {
      if (typeof item !== 'string') {
        throw fails(this.at(field), `${field} must be a list of texts`);
      }
      return item;
    });
  }

  /** The objects of a list; plain texts, where they are allowed, under `text`. */
  list(field: string, texts = false): readonly Fields[] {
    return this.#array(field).map(item => {
      if (typeof item === 'string' && texts) {
        return { text: item };
      }
      if (typeof item !== 'object' || item === null) {
        throw fails(this.at(field), `the items of ${field} must be objects`);
      }
      return fieldsOf(item);
    });
  }

  fields(field: string): Fields {
    return fieldsOf(this.value[field]);
  }

  /** Whether objects come from what is not evaluated here. */
  makesMore(): boolean {
    return ['helmCharts', 'helmChartInflationGenerator'].some(
      field => this.#array(field).length > 0,
    );
  }

  notEvaluated(): BuildProblem[] {
    return Object.entries(NOT_EVALUATED).flatMap(([field, why]) => {
      const value = this.value[field];
      const isUsed = Array.isArray(value)
        ? value.length > 0
        : Object.keys(fieldsOf(value)).length > 0;
      return isUsed ? [notJudged(this.at(field), `${field}: ${why}`)] : [];
    });
  }

  #array(field: string): readonly unknown[] {
    const value = this.value[field];
    if (value === undefined || value === null) {
      return [];
    }
    if (!Array.isArray(value)) {
      throw fails(this.at(field), `${field} must be a list`);
    }
    return value;
  }
}

/** Reads the Kustomization of a directory; throws what Kustomize would say. */
export function readKustomization(
  files: BuildFiles,
  directory: string,
): Kustomization {
  const found = kustomizationNames
    .map(name => posix.join(directory, name))
    .filter(path => files.isFile(path));
  const [path = directory] = found;
  const nowhere = { path, line: 1, lineOf: () => 1 };
  if (found.length !== 1) {
    throw fails(
      nowhere,
      found.length === 0
        ? `${directory} has no kustomization.yaml`
        : `${directory} has several files of ${kustomizationNames.join(', ')}`,
    );
  }
  const text = files.text(path);
  if (text === undefined) {
    throw fails(nowhere, `${path} cannot be read as text`);
  }
  try {
    const [document] = readYamlDocuments(text, {
      dialect: 'kubernetes',
      limits: commandLimits,
    });
    const value = fieldsOf(document?.value);
    const place = document
      ? { path, line: document.line, lineOf: document.lineOf }
      : nowhere;
    const kustomization = new Kustomization(directory, path, value, place);
    const unknown = Object.keys(value).find(field => !FIELDS.has(field));
    if (unknown !== undefined) {
      throw fails(
        kustomization.at(unknown),
        `Kustomize knows no field ${unknown}`,
      );
    }
    return kustomization;
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    throw fails(
      { ...nowhere, line: error.line ?? 1 },
      error.message,
      'InvalidYaml',
    );
  }
}
