import { Schema } from './schema/Schema';

export interface PrinterColumn {
  name: string;
  type: string;
  jsonPath: string;
  format?: string;
  description?: string;
  priority?: number;
}

/** Paths of the scale subresource, as in a CustomResourceDefinition. */
export interface ScalePaths {
  specReplicasPath: string;
  statusReplicasPath: string;
  labelSelectorPath?: string;
}

/** What the server knows of one version of one kind. */
export interface Resource {
  group: string;
  version: string;
  kind: string;
  plural: string;
  singular: string;
  listKind: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  /** Has the status subresource. */
  status: boolean;
  scale?: ScalePaths;
  /** Further subresources that are served. */
  extra: string[];
  /** Only answers POST and stores nothing. */
  review: boolean;
  /** From a CustomResourceDefinition, whose object is named here. */
  definition?: string;
  schema?: Schema;
  columns: PrinterColumn[];
  /** Fields that a field selector may name, besides name and namespace. */
  fields: string[];
  names: 'label' | 'subdomain' | 'path';
  /** Whether metadata.generation counts changes of the wish. */
  generation: boolean;
  immutable: string[];
  /** The status of a new object; a status that is sent is not taken. */
  newStatus?: object;
  /** Whether a PUT may leave resourceVersion out. */
  unconditional: boolean;
  /** Whether DELETE answers the object in place of a Status. */
  returnsDeleted: boolean;
  /** What a real server does with such an object and this one does not. */
  unenforced?: string;
  /** Watches can't resume from before this revision. */
  since: number;
}

/** The key under which all versions of a kind are stored. */
export function storageKey(resource: { group: string; plural: string }) {
  return `${resource.group}/${resource.plural}`;
}

export function apiVersionOf(resource: { group: string; version: string }) {
  const { group, version } = resource;
  return group ? `${group}/${version}` : version;
}
