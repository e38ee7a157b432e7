import type { JsonObject, JsonValue } from '@backstage/types';

/** What a portal changes of a field of a form. */
export interface FieldChange {
  title?: string;
  description?: string;
  /** What the form begins with. */
  default?: JsonValue;
  /** Not shown; the default holds. */
  hidden?: boolean;
}

/** What a portal changes of a template. */
export interface TemplateChange {
  /** Name of the entity. */
  name?: string;
  title?: string;
  description?: string;
  tags?: string[];
  /** `spec.type`, by which the page of templates groups them. */
  type?: string;
  owner?: string;
  /** By the name of the form field, as it stands in the template. */
  fields: Record<string, FieldChange>;
  /** Steps of the portal's own around the template's. */
  steps: { before: JsonObject[]; after: JsonObject[] };
}

/** What a portal makes of the templates that are shipped, from `tenancy.catalog.templates`. */
export interface TemplateSettings {
  isEnabled: boolean;
  owner: string | undefined;
  namespace: string;
  /** By the name of the template's folder. */
  changes: ReadonlyMap<string, TemplateChange & { hidden: boolean }>;
  /** Further templates, each made from one that is shipped. */
  added: ReadonlyArray<TemplateChange & { base: string; name: string }>;
}
