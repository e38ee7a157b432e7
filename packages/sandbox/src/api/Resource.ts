import { Schema } from './Schema';

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
  /** `status`, `scale`, `finalize` and `token`. */
  subresources: string[];
  scale?: ScalePaths;
  /** The CustomResourceDefinition that brought it. */
  definition?: string;
  schema?: Schema;
  /** Clients are warned that this version will go. */
  deprecated?: boolean;
  /** The webhook that would have to convert what is stored; there is none here. */
  converter?: string;
  /** What a field selector may name, besides name and namespace. */
  fields: string[];
  /** Fields that stay as they were created. */
  fixed: string[];
  names: 'label' | 'subdomain' | 'path';
  /** Only answers POST and stores nothing. */
  review: boolean;
  /** metadata.generation counts the changes of the wish. */
  counted: boolean;
  /** A PUT has to say which version it is for. */
  careful: boolean;
  /** DELETE answers the object in place of a Status. */
  echoes: boolean;
  /** The status of a new object. */
  status?: object;
  /** A new object may bring its status, as a node does. */
  bringsStatus?: boolean;
  /** What a real server does with such an object and this one does not. */
  unenforced?: string;
  /** Watches can't resume from before this revision. */
  since: number;
}

export function storageKey({
  group,
  plural,
}: {
  group: string;
  plural: string;
}) {
  return `${group}/${plural}`;
}

export function apiVersionOf({
  group,
  version,
}: {
  group: string;
  version: string;
}) {
  return group ? `${group}/${version}` : version;
}
