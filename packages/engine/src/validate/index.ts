export * from './schemaSet';
export type { ServedKind } from './schema/servedKind';
export type { OpenApiDocument } from './schema/openApi';
export type { OtherReleases } from './schema/otherReleases';
export { Cursor } from './rules/Cursor';
export type { Report, Violation, ViolationCode } from './violation';
export {
  readDefinition,
  readDefinitions,
  type DefinedSchema,
  type Definition,
} from './schema/definition';
